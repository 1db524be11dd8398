"""Who gets what elsewhere. The lines are those of `tests.url_walk.table`."""

SHOWCASE = """
                                                       nobody  stranger  applicant  member  named  editor  admin  other  gone  dpnc  writer  super  closed
explorer             GET      -             public     200*
explorer             OPTIONS  -             -          200
dataset-detail       GET      draft-slug    draft      404     404       404        404     200*   200*    200*   404    404   200*  404     200*   404
dataset-detail       GET      draft         draft      404     404       404        404     301*   301*    301*   404    404   301*  404     301*   404
dataset-detail       GET      draft-slug    inside     404     404       404        404     200*   200*    200*   404    404   200   404     200*   404
dataset-detail       GET      public-slug   public     200*
dataset-detail       GET      public-slug   inside     200     200       200        200     200*   200*    200*   200    200   200   200     200*   200
dataset-detail       GET      public-slug   colleague  200
dataset-detail       GET      deleted-slug  deleted    410
dataset-detail       OPTIONS  draft         -          200
organization-list    GET      -             -          200
organization-list    OPTIONS  -             -          200
organization-detail  GET      home          public     200*
organization-detail  GET      home          colleague  200
organization-detail  GET      pending       proposed   404
organization-detail  OPTIONS  home          -          200
organization-logo    GET      home          -          404
organization-logo    GET      other-home    -         200
organization-logo    OPTIONS  home          -          200
accessibility        GET      -             -          200
accessibility        OPTIONS  -             -          200
legal                GET      -             -          200
legal                OPTIONS  -             -          200
explorer-feed              GET      -           public     200*
explorer-feed              GET      -           draft      200
explorer-feed              OPTIONS  -           -          200
explorer-export            GET      -           public     200*
explorer-export            GET      -           draft      200
explorer-export            OPTIONS  -           -          200
explorer-suggest?q=orgues  GET      -           public     200*
explorer-suggest?q=cloches GET      -           draft      200
explorer-suggest?q=cloches OPTIONS  -           -          200
dataset-statistics         GET      draft-slug  -          404  404  404  404  200  200  200  404  404  200  404  200  404
dataset-statistics         GET      public-slug -          200
dataset-statistics         GET      deleted-slug deleted    410
dataset-statistics         OPTIONS  draft-slug  -          200
version-list               GET      draft-slug  draft      404  404  404  404  200* 200* 200* 404  404  200* 404  200* 404
version-list               GET      draft-slug  inside     404  404  404  404  200* 200* 200* 404  404  200  404  200* 404
version-list               GET      public-slug public     200*
version-list               GET      public-slug inside     200  200  200  200  200* 200* 200* 200  200  200  200  200* 200
version-list               GET      deleted-slug deleted   410
version-list               OPTIONS  draft-slug  -          200
resource-dictionary        GET      file        -          404  404  404  404  200  200  200  404  404  200  404  200  404
resource-dictionary        GET      public-file -          200
resource-dictionary        GET      deleted-file deleted   410
resource-dictionary        GET      removed-late public    410*
resource-dictionary        GET      removed-early -        404
resource-dictionary        OPTIONS  file        -          200
resource-schema            GET      file        -          404  404  404  404  200  200  200  404  404  200  404  200  404
resource-schema            GET      public-file -          200
resource-schema            GET      deleted-file deleted   410
resource-schema            GET      removed-late public    410*
resource-schema            GET      removed-early -        404
resource-schema            OPTIONS  file        -          200
theme-list                 GET      -           -          200
theme-list                 OPTIONS  -           -          200
theme-detail               GET      theme       public     200*
theme-detail               GET      theme       draft      200
theme-detail               OPTIONS  theme       -          200
territory-list             GET      -           -          200
territory-list             OPTIONS  -           -          200
territory-detail           GET      region      public     200*
territory-detail           GET      region      draft      200
territory-detail           OPTIONS  region      -          200
dataset-former             GET      public      -          301
dataset-former             GET      draft       draft      404
dataset-former             GET      deleted     deleted    410
dataset-former             OPTIONS  public      -          200
dataset-former-french      GET      public      -          301
dataset-former-french      GET      draft       draft      404
dataset-former-french      GET      deleted     deleted    410
dataset-former-french      OPTIONS  public      -          200
organization-former        GET      home        -          301
organization-former        OPTIONS  home        -          200
organization-former-french GET      home        -          301
organization-former-french OPTIONS  home        -          200
"""  # noqa: E501 — a table is read across

API = """
                                                           nobody  stranger  applicant  member  named  editor  admin  other  gone  dpnc  writer  super  closed
dataset-list               GET      -           public     200*
dataset-list               GET      -           draft      200
dataset-list?private=true  GET      -           draft      401     200       200        200     200*   200*    200*   200    200   200*  200     200*   401
dataset-list               OPTIONS  -           -          204
dataset-detail             GET      draft       draft      404     404       404        404     200*   200*    200*   404    404   200*  404     200*   404
dataset-detail             GET      draft-slug  draft      404     404       404        404     200*   200*    200*   404    404   200*  404     200*   404
dataset-detail             GET      draft       inside     404     404       404        404     200    200     200    404    404   200   404     200    404
dataset-detail             GET      public      public     200*
dataset-detail             GET      public      inside     200
dataset-detail             GET      public      colleague  200
dataset-detail             GET      deleted     deleted    410
dataset-detail             OPTIONS  draft       -          204
dataset-list-redirect      ANY      -           -          308
dataset-detail-redirect    ANY      draft       draft      308
license-list               GET      -           -          200
license-list               OPTIONS  -           -          204
frequency-list             GET      -           -          200
frequency-list             OPTIONS  -           -          204
type-list                  GET      -           -          200
type-list                  OPTIONS  -           -          204
extension-list             GET      -           -          200
extension-list             OPTIONS  -           -          204
contact-role-list          GET      -           -          200
contact-role-list          OPTIONS  -           -          204
granularity-list           GET      -           -          200
granularity-list           OPTIONS  -           -          204
level-list                 GET      -           -          200
level-list                 OPTIONS  -           -          204
organization-role-list     GET      -           -          200
organization-role-list     OPTIONS  -           -          204
zone-detail                GET      zone        -          200
zone-detail                OPTIONS  zone        -          204
zone-suggest?q=bre         GET      -           -          200
zone-suggest?q=bre         OPTIONS  -           -          204
tag-suggest?q=canari       GET      -           public     200*
tag-suggest?q=canari       GET      -           draft      200
tag-suggest?q=canari       OPTIONS  -           -          204
organization-suggest?q=a   GET      -           -          200
organization-suggest?q=a   OPTIONS  -           -          204
organization-list          GET      -           colleague  200
organization-list          OPTIONS  -           -          204
organization-detail        GET      home        colleague  200
organization-detail        GET      pending     proposed   404
organization-detail        OPTIONS  home        -          204
organization-dataset-list  GET      home        public     200*
organization-dataset-list  GET      home        draft      200
organization-dataset-list  OPTIONS  home        -          204
organization-list-redirect ANY      -           -          308
organization-detail-redirect ANY      home        -          308
dataset-upload-redirect    ANY      draft       draft      308
resource-upload-redirect   ANY      draft/file  draft      308
dataset-upload             GET      draft       -          401     404       404        404     200    200     200     404    404   403   404     200    401
dataset-upload             GET      public      -          401     403       403        403     200    200     200     403    403   403   403     200    401
dataset-upload             POST     draft       draft      401     404       404        404     201    201     201     404    404   403   404     201    401
dataset-upload             POST     public      public     401     403       403        403     201    201     201     403    403   403   403     201    401
dataset-upload             POST     deleted     deleted    401     410       410        410     410    410     410     410    410   410   410     410    401
dataset-upload             DELETE   draft       -          401     404       404        404     204    204     204     404    404   403   404     204    401
dataset-upload             OPTIONS  draft       -          204
dataset-detail             GET      given       given      404     404       404        404     404    200*    200*   200*   404   200*  404     200*   404
dataset-submission-redirect ANY     draft       draft    308
dataset-submission         GET      submitted   draft    401     404       404        404     200*   200*    200*   404    404   403   404     200*   401
dataset-submission         POST     draft       -        401     404       404        404     201    201     201    404    404   403   404     201    401
dataset-submission         DELETE   submitted   -        401     404       404        404     204    204     204    404    404   403   404     204    401
dataset-submission         OPTIONS  draft       -        204
transfer-list-redirect     ANY      -           -        308
transfer-list              POST     -           draft    401     400       400        400     403    403     201*   400    400   403   400     201*   401
transfer-list?recipient={other-home} GET -      given    200     200       200        200     200    200     200*   200*   200   200   200     200*   200
transfer-list              OPTIONS  -           -        204
transfer-detail-redirect   ANY      transfer    -        308
transfer-detail            POST     transfer    -        401     404       404        404     404    404     403    200    404   404   404     200    401
transfer-detail            GET      transfer    given    404     404       404        404     404    404     200*   200*   404   404   404     200*   404
transfer-detail            OPTIONS  transfer    -        204
resource-list-redirect     ANY      draft       draft    308
resource-detail-redirect   ANY      draft/file  draft    308
resource-list              PUT      draft       draft    401     404       404        404     200*   200*    200*   404    404   403   404     200*   401
resource-list              PUT      public      -        401     403       403        403     400    400     400    403    403   403   403     400    401
resource-list              PUT      deleted     -        401     410       410        410     410    410     410    410    410   410   410     410    401
resource-list              OPTIONS  draft       -        204
resource-check             GET      draft/link  draft    404     404       404        404     200*   200*    200*   404    404   200*  404     200*   404
resource-check             GET      draft/file  -        404     404       404        404     200    200     200    404    404   200   404     200    404
resource-check             GET      public/file inside   200
resource-check             GET      public/removed-late -  410
resource-check             OPTIONS  draft/file  -        204
resource-detail            PUT      draft/file  draft    401     404       404        404     200*   200*    200*   404    404   403   404     200*   401
resource-detail            PUT      public/file public   401     403       403        403     200*   200*    200*   403    403   403   403     200*   401
resource-detail            PUT      public/draft-file draft 401    404       404        404     404    404     404     404    404   404   404     404    401
resource-detail            GET      draft/file  draft      404     404       404        404     200*   200*    200*   404    404   200*  404     200*   404
resource-detail            GET      draft/removed inside   404
resource-detail            GET      public/file public     200*
resource-detail            GET      public/file inside     200
resource-detail            GET      public/removed-late -  410
resource-detail            GET      public/draft-file draft 404
resource-detail            GET      deleted/file deleted   410
resource-detail            OPTIONS  draft/file  -          204
resource-upload            GET      draft/file  -          401     404       404        404     200    200     200     404    404   403   404     200    401
resource-upload            POST     draft/file  draft      401     404       404        404     200*   200*    200*   404    404   403   404     200*   401
resource-upload            POST     public/file public     401     403       403        403     200*   200*    200*   403    403   403   403     200*   401
resource-upload            POST     public/draft-file draft 401    404       404        404     404    404     404     404    404   404   404     404    401
resource-upload            DELETE   draft/file  -          401     404       404        404     204    204     204     404    404   403   404     204    401
resource-upload            OPTIONS  draft/file  -          204
version-detail             GET      draft/file/3 draft     404     404       404        404     200*   200*    200*   404    404   200*  404     200*   404
version-detail             GET      draft/file/2 inside    404     404       404        404     200*   200*    200*   404    404   404   404     200*   404
version-detail             GET      draft/held/2 draft     404     404       404        404     200*   200*    200*   404    404   404   404     200*   404
version-detail             GET      public/file/3 public   200*
version-detail             GET      public/file/2 inside   404     404       404        404     200*   200*    200*   404    404   404   404     200*   404
version-detail             OPTIONS  draft/file/3 -         204
version-confirm            POST     draft/held/2 draft     401     404       404        404     200*   200*    200*   404    404   403   404     200*   401
version-confirm            POST     public/file/3 public   401     403       403        403     409    409     409    403    403   403   403     409    401
version-confirm            OPTIONS  draft/held/2 -         204
version-reject             POST     draft/held/2 draft     401     404       404        404     200*   200*    200*   404    404   403   404     200*   401
version-reject             OPTIONS  draft/held/2 -         204
"""  # noqa: E501 — a table is read across

PERMALINKS = """
                                                     nobody  stranger  applicant  member  named  editor  admin  other  gone  dpnc  writer  super  closed
resource-download  GET      file            draft    404     404       404        404     200*   200*    200*   404    404   200*  404     200*   404
resource-download  GET      link            draft    404     404       404        404     302*   302*    302*   404    404   302*  404     302*   404
resource-download  GET      removed         inside   404
resource-download  GET      public-file     public   200*
resource-download  GET      public-file     inside   200
resource-download  GET      removed-early   inside   404
resource-download  GET      removed-late    -        410
resource-download  GET      deleted-file    deleted  410
resource-download  OPTIONS  file            -        200
french-download    GET      file            draft    404     404       404        404     200*   200*    200*   404    404   200*  404     200*   404
french-download    GET      public-file     public   200*
french-download    GET      deleted-file    deleted  410
french-download    OPTIONS  file            -        200
api-download       GET      file            draft    404     404       404        404     200*   200*    200*   404    404   200*  404     200*   404
api-download       GET      public-file     public   200*
api-download       GET      deleted-file    deleted  410
api-download       OPTIONS  file            -        200
version-download   GET      file/3          draft    404     404       404        404     200*   200*    200*   404    404   200*  404     200*   404
version-download   GET      file/2          inside   404     404       404        404     200*   200*    200*   404    404   404   404     200*   404
version-download   GET      public-file/3   public   200*
version-download   GET      public-file/2   inside   404     404       404        404     200*   200*    200*   404    404   404   404     200*   404
version-download   GET      deleted-file/1  deleted  410
version-download   OPTIONS  file/2          -        200
resource-export    GET      file/json       draft    404     404       404        404     200*   200*    200*   404    404   200*  404     200*   404
resource-export    GET      public-file/json public  200*
resource-export    GET      public-file/json inside  200
resource-export    GET      deleted-file/json deleted 410
resource-export    OPTIONS  file/json       -        200
"""  # noqa: E501 — a table is read across

PAGES = """
                                                                                  nobody  stranger  applicant  member  named  editor  admin  other  gone  dpnc  writer  super  closed
choix-jeu-de-donnees:choose                       GET      -            public    door    door      door       door    door   door    door   door   door  door  200*    200*   door
choix-jeu-de-donnees:choose_results               GET      -            public    door    door      door       door    door   door    door   door   door  door  200*    200*   door
choix-jeu-de-donnees:chosen                       GET      public       public    door    door      door       door    door   door    door   door   door  door  200*    200*   door
choix-jeu-de-donnees:chosen                       GET      draft        draft     door    door      door       door    door   door    door   door   door  door  404     404    door
choix-jeu-de-donnees:chosen_multiple?id={public}  GET      -            public    door    door      door       door    door   door    door   door   door  door  200*    200*   door
choix-jeu-de-donnees:chosen_multiple?id={draft}   GET      -            draft     door    door      door       door    door   door    door   door   door  door  404     404    door
choix-jeu-de-donnees:choose                       OPTIONS  -            -         door    door      door       door    door   door    door   door   door  door  200     200    door
choix-jeu-de-donnees:choose_results               OPTIONS  -            -         door    door      door       door    door   door    door   door   door  door  200     200    door
choix-jeu-de-donnees:chosen                       OPTIONS  draft        -         door    door      door       door    door   door    door   door   door  door  200     200    door
choix-jeu-de-donnees:chosen_multiple?id={draft}   OPTIONS  -            -         door    door      door       door    door   door    door   door   door  door  200     200    door
cms/login/                                        ANY      -            -         door    403       403        403     403    403     403    403    403   403   302     302    door
_util/login/                                      ANY      -            -         door    403       403        403     403    403     403    403    403   403   302     302    door
wagtail_serve                                     GET      site         public    200*
wagtail_serve                                     GET      site         page      200
wagtail_serve                                     GET      hidden-page  page      404
wagtail_serve                                     OPTIONS  site         -         200
wagtaildocs_serve                                 ANY      document     document  door    door      door       door    door   door    door   door   door  door  200*    200*   door
account_change_password                           GET      -            -         door    200       200        200     200    200     200    200    200   200   200     200    door
account_change_password                           POST     -            -         door    done      done       done    done   done    done   done   done  done  done    done   door
proconnect_login                                  GET      -            -         404     302       302        302     302    302     302    302    302   302   302     302    404
proconnect_callback                               GET      -            -         404     302       302        302     302    302     302    302    302   302   302     302    404
account_confirm_email                             GET      key          -         200
account_confirm_email                             OPTIONS  key          -         200
account_confirm_email                             POST     key          -         done
mailbox:message-list                              GET      -            mail      200*
mailbox:message-list                              OPTIONS  -            -         200
mailbox:message-detail                            GET      mail         mail      200*
mailbox:message-detail                            OPTIONS  mail         -         200
"""  # noqa: E501 — a table is read across

PREFIXES = """
                                                  nobody  stranger  applicant  member  named  editor  admin  other  gone  dpnc  writer  super  closed
cms/                                   ANY  -  -  door    door      door       door    door   door    door   door   door  door  enter   enter  door
cms/failwhale/                         ANY  -  -  door    door      door       door    door   door    door   door   door  door  500     500    door
cms/sprite/                            ANY  -  -  open
cms/jsi18n/                            ANY  -  -  open
cms/password_reset/                    ANY  -  -  404
_util/authenticate_with_password/      ANY  -  -  404
documents/authenticate_with_password/  ANY  -  -  open
compte/                                ANY  -  -  open
"""  # noqa: E501 — a table is read across
