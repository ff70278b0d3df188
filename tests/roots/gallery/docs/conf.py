extensions = ["sphinx_gallery.gen_gallery", "syntax_notes.core"]
sphinx_gallery_conf = {
    "examples_dirs": ["../scripts/first", "../scripts/second_part"],
    "gallery_dirs": ["first", "second_part"],
}
notes_backend = "syntax_notes.backends.numpy"
