from wagtail import hooks

from showcase.choosers import dataset_chooser


@hooks.register("register_admin_viewset")
def register_dataset_chooser():
    return dataset_chooser
