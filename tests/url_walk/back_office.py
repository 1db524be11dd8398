"""Who gets what in the back office. The lines are those of `tests.url_walk.table`."""

DATASETS = """
                                                           nobody  stranger  applicant  member  named  editor  admin  other  gone  dpnc  writer  super  closed
dataset-list                 GET   -            draft      in      200       200        200     200*   200*    200*   200    200   200   200     200*   in
dataset-list?portee=famille  GET   -            draft      in      200       200        200     200*   200*    200*   200    200   200*  200     200*   in
dataset-list?etat=deleted    GET   -            title      in      200       200        200     200*   200*    200*   200    200   200   200     200*   in
dataset-create               GET   -            draft      in      200       200        200     200*   200*    200*   200    200   200   200     200*   in
dataset-create               POST  -            -          in      422       422        done    done   done    done   422    422   422   422     done   in
dataset-detail               GET   draft        draft      in      404       404        404     200*   200*    200*   404    404   200*  404     200*   in
dataset-detail               GET   draft        inside     in      404       404        404     200*   200*    200*   404    404   200   404     200*   in
dataset-detail               GET   public       public     in      200*      200*       200*    200*   200*    200*   200*   200*  200*  200*    200*   in
dataset-detail               GET   public       inside     in      200       200        200     200*   200*    200*   200    200   200   200     200*   in
dataset-detail               GET   public       colleague  in      200       200        200     200*   200*    200*   200    200   200   200     200*   in
dataset-detail               GET   deleted      deleted    in      404       404        404     200*   200*    200*   404    404   404   404     200*   in
dataset-journal              GET   draft        inside     in      404       404        404     200*   200*    200*   404    404   403   404     200*   in
dataset-journal              GET   public       inside     in      403       403        403     200*   200*    200*   403    403   403   403     200*   in
dataset-journal              GET   deleted      deleted    in      404       404        404     200*   200*    200*   404    404   404   404     200*   in
dataset-edit                 GET   draft        draft      in      404       404        404     200*   200*    200*   404    404   403   404     200*   in
dataset-edit?etape=2         GET   draft        draft      in      404       404        404     200*   200*    200*   404    404   403   404     200*   in
dataset-edit?etape=7         GET   draft        draft      in      404       404        404     200*   200*    200*   404    404   403   404     200*   in
dataset-edit?etape=8         GET   draft        draft      in      404       404        404     200*   200*    200*   404    404   403   404     200*   in
dataset-edit                 GET   public       public     in      403       403        403     200*   200*    200*   403    403   403   403     200*   in
dataset-edit                 POST  draft        draft      in      404       404        404     done*  done*   done*  404    404   403   404     done*  in
dataset-edit                 POST  public       public     in      403       403        403     done*  done*   done*  403    403   403   403     done*  in
dataset-publish              GET   draft        draft      in      404       404        404     403    302*    302*   404    404   403   404     302*   in
dataset-publish              POST  draft        draft      in      404       404        404     403    done*   done*  404    404   403   404     done*  in
dataset-check                GET   public       public     in      403       403        403     302*   302*    302*   403    403   403   403     302*   in
dataset-check                POST  public       public     in      403       403        403     302*   302*    302*   403    403   403   403     302*   in
dataset-check                POST  draft        draft      in      404       404        404     302*   302*    302*   404    404   403   404     302*   in
dataset-archive              GET   public       public     in      403       403        403     403    200*    200*   403    403   403   403     200*   in
dataset-archive              POST  public       public     in      403       403        403     403    done*   done*  403    403   403   403     done*  in
dataset-archive              GET   draft        draft      in      404       404        404     403    200*    200*   404    404   403   404     200*   in
dataset-delete               GET   draft        draft      in      404       404        404     403    200*    200*   404    404   403   404     200*   in
dataset-delete               POST  draft        draft      in      404       404        404     403    done*   done*  404    404   403   404     done*  in
dataset-delete               POST  public       public     in      403       403        403     403    done*   done*  403    403   403   403     done*  in
dataset-restore              GET   deleted      deleted    in      404       404        404     403    302*    302*   404    404   404   404     302*   in
dataset-restore              POST  deleted      deleted    in      404       404        404     403    done*   done*  404    404   404   404     done*  in
dataset-bin                  GET   -            title      in      200       200        200     200    200*    200*   200    200   200   200     200*   in
dataset-bin                  GET   -            inside     in      200       200        200     200*   200*    200*   200    200   200   200     200*   in
dataset-copy                 GET   draft        draft      in      404       404        404     200*   200*    200*   404    404   403   404     200*   in
dataset-copy                 POST  draft        draft      in      404       404        404     done*  done*   done*  404    404   403   404     done*  in
dataset-copy                 POST  public       inside     in      403       403        done    done   done    done   403    403   403   403     done   in
dataset-grant                GET   draft        draft      in      404       404        404     403    403     200*   404    404   403   404     200*   in
dataset-grant                POST  draft        draft      in      404       404        404     403    403     done*  404    404   403   404     done*  in
dataset-grant                POST  public       public     in      403       403        403     403    403     done*  403    403   403   403     done*  in
dataset-withdraw             GET   draft-named  draft      in      404       404        404     403    403     302*   404    404   403   404     302*   in
dataset-withdraw             POST  draft-named  draft      in      404       404        404     403    403     done*  404    404   403   404     done*  in
"""  # noqa: E501 — a table is read across

RESOURCES = """
                                                 nobody  stranger  applicant  member  named  editor  admin  other  gone  dpnc  writer  super  closed
resource-add-file  GET   draft          draft    in      404       404        404     200*   200*    200*   404    404   403   404     200*   in
resource-add-file  POST  draft          draft    in      404       404        404     done*  done*   done*  404    404   403   404     done*  in
resource-add-file  POST  public         public   in      403       403        403     done*  done*   done*  403    403   403   403     done*  in
resource-add-link  GET   draft          draft    in      404       404        404     200*   200*    200*   404    404   403   404     200*   in
resource-add-link  POST  draft          draft    in      404       404        404     done*  done*   done*  404    404   403   404     done*  in
resource-add-link  POST  public         public   in      403       403        403     done*  done*   done*  403    403   403   403     done*  in
resource-edit      GET   file           draft    in      404       404        404     200*   200*    200*   404    404   403   404     200*   in
resource-edit      GET   file           inside   in      404       404        404     200    200     200    404    404   403   404     200    in
resource-edit      GET   link           draft    in      404       404        404     200*   200*    200*   404    404   403   404     200*   in
resource-edit      GET   public-file    inside   in      403       403        403     200    200     200    403    403   403   403     200    in
resource-edit      GET   deleted-file   deleted  in      404       404        404     200    200     200    404    404   404   404     200    in
resource-edit      POST  file           draft    in      404       404        404     done*  done*   done*  404    404   403   404     done*  in
resource-edit      POST  public-file    public   in      403       403        403     done*  done*   done*  403    403   403   403     done*  in
resource-remove    GET   file           draft    in      404       404        404     200*   200*    200*   404    404   403   404     200*   in
resource-remove    POST  file           draft    in      404       404        404     done*  done*   done*  404    404   403   404     done*  in
resource-remove    POST  public-file    public   in      403       403        403     done*  done*   done*  403    403   403   403     done*  in
resource-restore   GET   removed        inside   in      404       404        404     302*   302*    302*   404    404   403   404     302*   in
resource-restore   POST  removed        inside   in      404       404        404     done*  done*   done*  404    404   403   404     done*  in
resource-restore   POST  removed-late   public   in      403       403        403     done*  done*   done*  403    403   403   403     done*  in
resource-move      GET   file           draft    in      404       404        404     302*   302*    302*   404    404   403   404     302*   in
resource-move      POST  file           draft    in      404       404        404     done*  done*   done*  404    404   403   404     done*  in
resource-check     GET   link           draft    in      404       404        404     302*   302*    302*   404    404   403   404     302*   in
resource-check     POST  link           draft    in      404       404        404     done*  done*   done*  404    404   403   404     done*  in
resource-check     POST  public-file    public   in      403       403        403     302*   302*    302*   403    403   403   403     302*   in
resource-order     GET   draft          draft    in      404       404        404     302*   302*    302*   404    404   403   404     302*   in
resource-order     POST  draft          draft    in      404       404        404     done*  done*   done*  404    404   403   404     done*  in
resource-order     POST  public         public   in      403       403        403     302*   302*    302*   403    403   403   403     302*   in
resource-replace   GET   file           draft    in      404       404        404     200*   200*    200*   404    404   403   404     200*   in
resource-replace   GET   link           draft    in      404       404        404     302*   302*    302*   404    404   403   404     302*   in
resource-replace   POST  file           draft    in      404       404        404     done*  done*   done*  404    404   403   404     done*  in
resource-replace   POST  public-file    public   in      403       403        403     done*  done*   done*  403    403   403   403     done*  in
version-detail     GET   file/3         draft    in      404       404        404     200*   200*    200*   404    404   403   404     200*   in
version-detail     GET   file/2         inside   in      404       404        404     200*   200*    200*   404    404   403   404     200*   in
version-detail     GET   public-file/2  inside   in      403       403        403     200*   200*    200*   403    403   403   403     200*   in
"""  # noqa: E501 — a table is read across

VERSIONS = """
                                                        nobody  stranger  applicant  member  named  editor  admin  other  gone  dpnc  writer  super  closed
version-detail                 GET  file/4         draft    in      404       404        404     200*   200*    200*   404    404   403   404     200*   in
version-list                   GET  file           draft    in      404       404        404     200*   200*    200*   404    404   403   404     200*   in
version-list                   GET  public-file    inside   in      403       403        403     200*   200*    200*   403    403   403   403     200*   in
version-compare?avant=1&apres=3 GET  file           inside   in      404       404        404     200*   200*    200*   404    404   403   404     200*   in
version-compare?avant=1&apres=3 GET  public-file    inside   in      403       403        403     200*   200*    200*   403    403   403   403     200*   in
version-confirm                GET  file/4         draft    in      404       404        404     302*   302*    302*   404    404   403   404     302*   in
version-confirm                POST file/4         draft    in      404       404        404     done*  done*   done*  404    404   403   404     done*  in
version-reject                 GET  file/4         draft    in      404       404        404     302*   302*    302*   404    404   403   404     302*   in
version-reject                 POST file/4         draft    in      404       404        404     done*  done*   done*  404    404   403   404     done*  in
version-note                   GET  file/3         draft    in      404       404        404     302*   302*    302*   404    404   403   404     302*   in
version-note                   POST file/3         draft    in      404       404        404     done*  done*   done*  404    404   403   404     done*  in
version-note                   POST public-file/3  public   in      403       403        403     done*  done*   done*  403    403   403   403     done*  in
version-restore                GET  file/2         draft    in      404       404        404     302*   302*    302*   404    404   403   404     302*   in
version-restore                POST file/2         draft    in      404       404        404     done*  done*   done*  404    404   403   404     done*  in
version-restore                POST public-file/2  public   in      403       403        403     done*  done*   done*  403    403   403   403     done*  in
resource-columns               GET  file           draft    in      404       404        404     200*   200*    200*   404    404   403   404     200*   in
resource-columns               POST file           draft    in      404       404        404     done*  done*   done*  404    404   403   404     done*  in
resource-guard                 GET  file           draft    in      404       404        404     200*   200*    200*   404    404   403   404     200*   in
resource-guard                 POST file           draft    in      404       404        404     done*  done*   done*  404    404   403   404     done*  in
resource-guard                 POST public-file    public   in      403       403        403     done*  done*   done*  403    403   403   403     done*  in
resource-schema                GET  file           draft    in      404       404        404     302*   302*    302*   404    404   403   404     302*   in
resource-schema                POST file           draft    in      404       404        404     done*  done*   done*  404    404   403   404     done*  in
resource-schema                POST public-file    public   in      403       403        403     done*  done*   done*  403    403   403   403     done*  in
schema-draw                    GET  file           draft    in      404       404        404     302*   302*    302*   404    404   403   404     302*   in
schema-draw                    POST file           draft    in      404       404        404     done*  done*   done*  404    404   403   404     done*  in
schema-remove                  GET  file           draft    in      404       404        404     302*   302*    302*   404    404   403   404     302*   in
schema-remove                  POST public-file    public   in      403       403        403     done*  done*   done*  403    403   403   403     done*  in
resource-confirm               GET  file           draft    in      404       404        404     302*   302*    302*   404    404   403   404     302*   in
resource-confirm               POST public-file    public   in      403       403        403     done*  done*   done*  403    403   403   403     done*  in
"""  # noqa: E501 — a table is read across

RELEASES = """
                                                                         nobody  stranger  applicant  member  named  editor  admin  other  gone  dpnc  writer  super  closed
release-list                            GET  -                draft      in      200       200        200     200*   200*    200*   200    200   200*  200     200*   in
release-create                          GET  -                draft      in      200       200        200     200    200*    200*   200    200   200   200     200*   in
release-create?jeu={draft}              GET  -                draft      in      404       404        404     403    200*    200*   404    404   403   404     200*   in
release-create?jeu={draft}              POST -                draft      in      404       404        404     403    done*   done*  404    404   403   404     done*  in
release-create?version={held-version}   GET  -                draft      in      404       404        404     200*   200*    200*   404    404   403   404     200*   in
release-detail                          GET  release          draft      in      404       404        404     200*   200*    200*   404    404   200*  404     200*   in
release-move                            GET  release          draft      in      404       404        404     403    302*    302*   404    404   403   404     302*   in
release-move                            POST release          draft      in      404       404        404     403    done*   done*  404    404   403   404     done*  in
release-cancel                          GET  release          draft      in      404       404        404     403    302*    302*   404    404   403   404     302*   in
release-cancel                          POST release          draft      in      404       404        404     403    done*   done*  404    404   403   404     done*  in
release-remove-part                     GET  release/part     draft      in      404       404        404     302*   302*    302*   404    404   302*  404     302*   in
release-remove-part                     POST release/part     draft      in      404       404        404     403    done*   done*  404    404   403   404     done*  in
release-remove-part                     GET  release/nothing  draft      in      404       404        404     302*   302*    302*   404    404   302*  404     302*   in
"""  # noqa: E501 — a table is read across

FLOWS = """
                                             nobody  stranger  applicant  member  named  editor  admin  other  gone   dpnc   writer  super  closed
flow-list      GET   -               draft   in      200       200        200     200*   200*    200*   200    200    200*   200     200*   in
flow-start     GET   -               draft   in      200       200        200     200    200*    200*   200    200    200    200     200*   in
flow-start     POST  -               -       in      422       422        422     422    302     302    422    422    422    422     302    in
flow-create    GET   draft           draft   in      404       404        404     403    200*    200*   404    404    403    404     200*   in
flow-create    POST  draft           draft   in      404       404        404     403    done*   done*  404    404    403    404     done*  in
flow-detail    GET   flow-submitted  draft   in      404       404        404     200*   200*    200*   404    404    200*   404     200*   in
flow-detail    GET   flow-active     draft   in      404       404        404     200*   200*    200*   404    404    200*   404     200*   in
flow-journal   GET   flow-active     -       in      404       404        404     200    200     200    404    404    200    404     200    in
flow-edit      GET   flow-active     draft   in      404       404        404     403    200*    200*   404    404    403    404     200*   in
flow-edit      POST  flow-active     draft   in      404       404        404     403    done*   done*  404    404    403    404     done*  in
flow-try       GET   flow-tested     draft   in      404       404        404     302*   302*    302*   404    404    302*   404     302*   in
flow-try       POST  flow-tested     draft   in      404       404        404     403    done*   done*  404    404    done*  404     done*  in
flow-submit    GET   flow-tested     draft   in      404       404        404     302*   302*    302*   404    404    302*   404     302*   in
flow-submit    POST  flow-tested     draft   in      404       404        404     403    done*   done*  404    404    403    404     done*  in
flow-run       GET   flow-active     draft   in      404       404        404     302*   302*    302*   404    404    302*   404     302*   in
flow-run       POST  flow-active     draft   in      404       404        404     403    done*   done*  404    404    done*  404     done*  in
flow-pause     GET   flow-active     draft   in      404       404        404     302*   302*    302*   404    404    302*   404     302*   in
flow-pause     POST  flow-active     draft   in      404       404        404     403    done*   done*  404    404    done*  404     done*  in
flow-resume    GET   flow-paused     draft   in      404       404        404     302*   302*    302*   404    404    302*   404     302*   in
flow-resume    POST  flow-paused     draft   in      404       404        404     403    done*   done*  404    404    done*  404     done*  in
flow-stop      GET   flow-active     draft   in      404       404        404     302*   302*    302*   404    404    302*   404     302*   in
flow-stop      POST  flow-active     draft   in      404       404        404     403    done*   done*  404    404    done*  404     done*  in
flow-validate  GET   flow-submitted  draft   in      404       404        404     403    403     403    404    404    302*   404     302*   in
flow-validate  POST  flow-submitted  draft   in      404       404        404     403    403     403    404    404    done*  404     done*  in
flow-refuse    GET   flow-submitted  draft   in      404       404        404     403    403     403    404    404    302*   404     302*   in
flow-refuse    POST  flow-submitted  draft   in      404       404        404     403    403     403    404    404    done*  404     done*  in
inbox-list     GET   -               -       in      403       403        403     403    403     403    403    403    200    403     200    in
inbox-create   GET   -               -       in      403       403        403     403    403     403    403    403    200    403     200    in
inbox-create   POST  -               -       in      403       403        403     403    403     403    403    403    done   403     done   in
inbox-edit     GET   inbox           -       in      403       403        403     403    403     403    403    403    200    403     200    in
inbox-edit     POST  inbox           -       in      403       403        403     403    403     403    403    403    done   403     done   in
inbox-try      GET   inbox           -       in      403       403        403     403    403     403    403    403    302    403     302    in
inbox-try      POST  inbox           -       in      403       403        403     403    403     403    403    403    302    403     302    in
inbox-delete   GET   inbox           -       in      403       403        403     403    403     403    403    403    302    403     302    in
inbox-delete   POST  inbox           -       in      403       403        403     403    403     403    403    403    302    403     302    in
inbox-delete   POST  spare-inbox     -       in      403       403        403     403    403     403    403    403    done   403     done   in
"""  # noqa: E501 — a table is read across

PEOPLE = """
                                                        nobody  stranger  applicant  member  named  editor  admin  other  gone  dpnc  writer  super  closed
home                 GET   -                 draft      in      200       200        200     200*   200*    200*   200    200   200*  200     200*   in
profile              GET   -                 draft      in      200       200        200     200*   200     200    200    200   200*  200     200    in
profile              POST  -                 draft      in      done      done       done    done*  done    done   done   done  done* done    done   in
key-list             GET   -                 -          in      200       200        200     200    200     200    200    200   200   200     200    in
key-create           GET   -                 -          in      200       200        200     200    200     200    200    200   200   200     200    in
key-create           POST  -                 -          in      200       200        200     200    200     200    200    200   200   200     200    in
key-revoke           GET   own-key           -          in      404       404        404     200    404     404    404    404   404   404     404    in
key-revoke           POST  own-key           -          in      404       404        404     done   404     404    404    404   404   404     404    in
request-create       GET   home              request    in      200       200*       200     200    200     200    200    200   200   200     200    in
request-create       POST  home              request    in      done      done*      422     422    422     422    done   done  done  done    done   in
request-list         GET   -                 request    in      403       403        403     403    403     403    403    403   200*  403     200*   in
request-accept       GET   request           request    in      404       403        404     404    403     403    404    404   200*  404     200*   in
request-accept       POST  request           request    in      404       403        404     404    403     403    404    404   done  404     done   in
request-refuse       GET   request           request    in      404       403        404     404    403     403    404    404   200*  404     200*   in
request-refuse       POST  request           request    in      404       403        404     404    403     403    404    404   done  404     done   in
request-cancel       GET   request           request    in      404       302        404     404    302     302    404    404   302   404     302    in
request-cancel       POST  request           request    in      404       done       404     404    403     403    404    404   403   404     403    in
organization-list    GET   -                 colleague  in      200       200        200     200    200     200    200    200   200   200     200    in
organization-detail  GET   home              colleague  in      200       200        200*    200*   200*    200*   200    200   200*  200     200*   in
organization-edit    GET   home              -          in      403       403        403     403    403     200    403    403   403   403     200    in
organization-edit    POST  home              colleague  in      403       403        403     403    403     done*  403    403   403   403     done*  in
organization-defaults GET   home              -          in      403       403        403     403    403     200    403    403   403   403     200    in
organization-defaults POST  home              colleague  in      403       403        403     403    403     done*  403    403   403   403     done*  in
organization-detail  GET   pending           proposed   in      404       404        404     404    404     404    404    404   200*  404     200*   in
organization-create  GET   -                 proposed   in      200       200        200     200    200     200    200    200   200   200     200    in
organization-create  POST  -                 -          in      done      done       done    done   done    done   done   done  done  done    done   in
organization-propose GET   home              -          in      403       403        403     403    403     302    403    403   403   403     302    in
organization-propose GET   pending           proposed   in      404       404        404     404    404     404    404    404   403   404     302*   in
organization-propose POST  refused           -          in      404       404        404     404    404     done   404    404   403   404     done   in
invitation-create    GET   home              -          in      403       403        403     403    403     200    403    403   403   403     200    in
invitation-create    POST  home              -          in      403       403        403     403    403     done   403    403   403   403     done   in
invitation-cancel    GET   invitation        -          in      403       403        403     403    403     302    403    403   403   403     302    in
invitation-cancel    POST  invitation        -          in      403       403        403     403    403     done   403    403   403   403     done   in
invitation-answer    GET   invitation-link   invited    in      200*      403        403     403    403     403    403    403   403   403     403    in
invitation-answer    POST  invitation-link   -          in      done      403        403     403    403     403    403    403   403   403     403    in
invitation-decline   GET   invitation-link   -          in      302       403        403     403    403     403    403    403   403   403     403    in
invitation-decline   POST  invitation-link   -          in      done      403        403     403    403     403    403    403   403   403     403    in
organization-dashboard GET home              colleague  in      403       403        200     200*   200*    200*   403    403   200*  403     200*   in
organization-dashboard GET home              draft      in      403       403        200     200*   200*    200*   403    403   200   403     200*   in
organization-dashboard GET home              request    in      403       403        200     200    200*    200*   403    403   200*  403     200*   in
organization-statistics GET home             -          in      403       403        200     200    200     200    403    403   200   403     200    in
delegation-list      GET   home              draft      in      403       403        403     403    403     200*   403    403   403   403     200*   in
delegation-list      POST  home              -          in      403       403        403     403    403     done   403    403   403   403     done   in
delegation-withdraw  GET   delegation        -          in      403       403        403     403    403     302    403    403   403   403     302    in
delegation-withdraw  POST  delegation        -          in      403       403        403     403    403     done   403    403   403   403     done   in
certification-create GET   home              -          in      403       403        403     403    403     200    403    403   403   403     200    in
certification-create POST  other-home        -          in      403       403        403     403    403     403    done   403   403   403     done   in
certification-review GET   certification     certified  in      404       404        404     404    404     404    404    404   200*  404     200*   in
certification-review POST  certification     -          in      404       404        404     404    404     404    404    404   done  404     done   in
review-list          GET   -                 proposed   in      403       403        403     403    403     403    403    403   200*  403     200*   in
organization-review  GET   home              -          in      403       403        403     403    403     403    403    403   200   403     200    in
organization-review  GET   pending           proposed   in      404       404        404     404    404     404    404    404   200*  404     200*   in
organization-review  POST  pending           proposed   in      404       404        404     404    404     404    404    404   done  404     done   in
member-role          GET   member            colleague  in      404       404        403     403    403     200*   404    404   403   404     200*   in
member-role          POST  member            colleague  in      404       404        403     403    403     done*  404    404   403   404     done*  in
member-remove        GET   member            colleague  in      404       404        403     403    403     200*   404    404   403   404     200*   in
member-remove        POST  member            colleague  in      404       404        403     403    403     done*  404    404   403   404     done*  in
member-role          POST  misplaced-member  colleague  in      404       404        404     404    404     404    404    404   404   404     404    in
member-remove        POST  misplaced-member  colleague  in      404       404        404     404    404     404    404    404   404   404     404    in
member-remove        GET   own-member        -          in      404       404        200     403    403     200    404    404   403   404     200    in
member-remove        POST  own-member        -          in      404       404        done    403    403     done   404    404   403   404     done   in
theme-list           GET   -                 -          in      403       403        403     403    403     403    403    403   200   403     200    in
theme-create         GET   -                 -          in      403       403        403     403    403     403    403    403   200   403     200    in
theme-create         POST  -                 -          in      403       403        403     403    403     403    403    403   done  403     done   in
theme-edit           GET   theme-row         -          in      403       403        403     403    403     403    403    403   200   403     200    in
theme-edit           POST  theme-row         -          in      403       403        403     403    403     403    403    403   done  403     done   in
theme-move           GET   theme-row         -          in      403       403        403     403    403     403    403    403   302   403     302    in
theme-move           POST  theme-row         -          in      403       403        403     403    403     403    403    403   done  403     done   in
theme-delete         GET   theme-row         -          in      403       403        403     403    403     403    403    403   302   403     302    in
theme-delete         POST  theme-row         -          in      403       403        403     403    403     403    403    403   302   403     302    in
theme-delete         POST  spare-theme       -          in      403       403        403     403    403     403    403    403   done  403     done   in
work-list            GET   -                 -          in      403       403        403     403    403     403    403    403   200   403     200    in
work-relaunch        GET   lease             -          in      403       403        403     403    403     403    403    403   302   403     302    in
work-relaunch        POST  lease             -          in      403       403        403     403    403     403    403    403   done  403     done   in
"""  # noqa: E501 — a table is read across
