"""Who gets what in the console of those who answer. Lines as in `tests.url_walk.table`."""

CONSOLE = """
                                                         nobody   stranger applicant member   named    editor   admin    other    gone     dpnc     writer   super    closed
request-history      GET   -                 answered   in       403      403      403      403      403      403      403      403      200*     403      200*     in
case-detail          GET   case              request    in       404      404      404      404      404      404      404      404      200*     404      200*     in
case-note            GET   case              request    in       404      404      404      404      404      404      404      404      200*     404      200*     in
case-assign          GET   case              request    in       404      404      404      404      404      404      404      404      200*     404      200*     in
case-note            POST  case              request    in       404      404      404      404      404      404      404      404      done*    404      done*    in
case-assign          POST  case              request    in       404      404      404      404      404      404      404      404      done*    404      done*    in
case-detail          GET   case-over         answered   in       404      404      404      404      404      404      404      404      200*     404      200*     in
case-detail          GET   strange-case      -          in       404      404      404      404      404      404      404      404      404      404      404      in
case-answer          POST  case              -          in       404      404      404      404      404      404      404      404      404      404      404      in
case-detail          GET   organization-case proposed   in       404      404      404      404      404      404      404      404      200*     404      200*     in
case-answer          GET   organization-case proposed   in       404      404      404      404      404      404      404      404      200*     404      200*     in
case-answer          POST  organization-case -          in       404      404      404      404      404      404      404      404      done     404      done     in
case-detail          GET   certification-case certified in       404      404      404      404      404      404      404      404      200*     404      200*     in
case-answer          GET   certification-case certified in       404      404      404      404      404      404      404      404      200*     404      200*     in
case-answer          POST  certification-case -         in       404      404      404      404      404      404      404      404      done     404      done     in
case-note            POST  certification-case certified in       404      404      404      404      404      404      404      404      done*    404      done*    in
request-list         GET   -                 proposed   in       403      403      403      403      403      403      403      403      200*     403      200*     in
review-list          GET   -                 proposed   in       302      302      302      302      302      302      302      302      302*     302      302*     in
certification-review GET   certification     certified  in       302      302      302      302      302      302      302      302      302*     302      302*     in
help-create          GET   -                 -          in       200      200      200      200      200      200      200      200      200      200      200      in
help-create?page=/espace/jeux-de-donnees/{draft}/ GET   -                 draft      in       200      200      200      200*     200*     200*     200      200      200*     200      200*     in
help-create          POST  -                 -          in       done     done     done     done     done     done     done     done     done     done     done     in
help-detail          GET   help              help       in       404      404      200*     404      404      404      404      404      200*     404      200*     in
help-detail          POST  help              help       in       404      404      403      404      404      404      404      404      done     404      done     in
request-export?liste=reponses GET   -                 answered   in       403      403      403      403      403      403      403      403      200*     403      200*     in
request-export       GET   -                 -          in       403      403      403      403      403      403      403      403      200      403      200      in
request-answer?demande={request} GET   -                 request    in       404      403      404      404      403      403      404      404      200      404      200      in
request-answer       POST  -                 -          in       404      403      404      404      403      403      404      404      done     404      done     in
phrase-list          GET   -                 phrase     in       403      403      403      403      403      403      403      403      200*     403      200*     in
phrase-list          POST  -                 phrase     in       403      403      403      403      403      403      403      403      done*    403      done*    in
phrase-edit          GET   phrase            phrase     in       403      403      403      403      403      403      403      403      200*     403      200*     in
phrase-edit          POST  phrase            -          in       403      403      403      403      403      403      403      403      done     403      done     in
phrase-delete        GET   phrase            -          in       403      403      403      403      403      403      403      403      302      403      302      in
phrase-delete        POST  phrase            -          in       403      403      403      403      403      403      403      403      done     403      done     in
right-list           GET   -                 colleague  in       403      403      403      403      403      200*     200      403      200*     403      200*     in
right-export         GET   -                 colleague  in       403      403      403      403      403      200*     200      403      200*     403      200*     in
right-confirm        GET   -                 -          in       403      403      403      403      403      302      302      403      302      403      302      in
right-confirm        POST  -                 -          in       403      403      403      403      403      done     404      403      done     403      done     in
grant-withdraw       GET   directory-grant   -          in       404      404      404      404      404      302      404      404      302      404      302      in
grant-withdraw       POST  directory-grant   -          in       404      404      404      404      404      done     404      404      done     404      done     in
right-withdraw       GET   colleague         -          in       404      404      404      404      404      302      404      404      302      404      302      in
right-withdraw       POST  colleague         colleague  in       404      404      404      404      404      done*    404      404      done*    404      done*    in
"""  # noqa: E501 — a table is read across
