"""Who gets what on the way from a draft to its publication."""

DRAFTS = """
                                                                                 nobody  stranger  applicant  member  named  editor  admin  other  gone  dpnc  writer  super  closed
dataset-submit                                       GET   draft      draft      in      404       404        404     200*   200*    200*   404    404   403   404     200*   in
dataset-submit                                       POST  draft      draft      in      404       404        404     done*  done*   done*  404    404   403   404     done*  in
dataset-unsubmit                                     GET   submitted  draft      in      404       404        404     302*   302*    302*   404    404   403   404     302*   in
dataset-unsubmit                                     POST  submitted  draft      in      404       404        404     done*  done*   done*  404    404   403   404     done*  in
dataset-review                                       GET   submitted  draft      in      404       404        404     403    200*    200*   404    404   403   404     200*   in
dataset-review                                       POST  submitted  draft      in      404       404        404     403    done*   done*  404    404   403   404     done*  in
organization-four-eyes                               GET   home       -          in      403       403        403     403    403     200    403    403   403   403     200    in
organization-four-eyes                               POST  home       colleague  in      403       403        403     403    403     done*  403    403   403   403     done*  in
batch-create?jeu={draft}                             GET   -          draft      in      404       404        404     200*   200*    200*   404    404   403   404     200*   in
batch-create?jeu={draft}&geste=add-keywords          GET   -          draft      in      404       404        404     200*   200*    200*   404    404   403   404     200*   in
batch-create?jeu={draft}&geste=add-keywords          POST  -          draft      in      404       404        404     done*  done*   done*  404    404   403   404     done*  in
batch-create?jeu={draft}&jeu={public}&geste=archive  GET   -          draft      in      404       404        404     403    200*    200*   404    404   403   404     200*   in
batch-create?jeu={public}&geste=archive              POST  -          public     in      403       403        403     403    done*   done*  403    403   403   403     done*  in
batch-detail                                         GET   batch      draft      in      404       404        404     404    200*    404    404    404   404   404     404    in
batch-undo                                           GET   batch      draft      in      404       404        404     404    302*    404    404    404   404   404     404    in
batch-undo                                           POST  batch      draft      in      404       404        404     404    done*   404    404    404   404   404     404    in
transfer-create?jeu={draft}                          GET   -          draft      in      404       404        404     403    403     200*   404    404   403   404     200*   in
transfer-create?jeu={draft}                          POST  -          draft      in      404       404        404     403    403     done*  404    404   403   404     done*  in
transfer-create?tous=1&organisation={home}           GET   -          draft      in      200       200        200     403    403     200*   200    200   200   200     200*   in
transfer-list                                        GET   -          given      in      200       200        200     200    200     200    200    200   200   200     200    in
transfer-detail                                      GET   transfer   given      in      404       404        404     404    404     200*   200*   404   404   404     200*   in
transfer-accept                                      GET   transfer   -          in      404       404        404     404    404     403    302    404   404   404     302    in
transfer-accept                                      POST  transfer   -          in      404       404        404     404    404     403    done   404   404   404     done   in
transfer-refuse                                      GET   transfer   -          in      404       404        404     404    404     403    302    404   404   404     302    in
transfer-refuse                                      POST  transfer   -          in      404       404        404     404    404     403    done   404   404   404     done   in
transfer-cancel                                      GET   transfer   -          in      404       404        404     404    404     302    403    404   404   404     302    in
transfer-cancel                                      POST  transfer   -          in      404       404        404     404    404     done   403    404   404   404     done   in
"""  # noqa: E501 — a table is read across
