/*
 * Loads each object given with libbpf and prints, per file: "FILE ok|errno", then "PROGRAM return-value" of those that can be run.
 * A program that replaces a function (freplace) gets the one named Run in the object Xdp.o beside its own.
 * After --btf=FILE, relocates against the types in that file.
 */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <bpf/bpf.h>
#include <bpf/libbpf.h>

static int silent(enum libbpf_print_level level, const char *format, va_list arguments)
{
	return 0;
}

static void run(struct bpf_program *program)
{
	char data[64] = {};
	LIBBPF_OPTS(bpf_test_run_opts, options, .data_in = data, .data_size_in = sizeof(data));

	if (bpf_program__fd(program) < 0 || bpf_prog_test_run_opts(bpf_program__fd(program), &options) < 0)
		return;
	printf("%s %u\n", bpf_program__name(program), options.retval);
}

/* The loaded object with the program that those of another object replace; NULL if none does. */
static struct bpf_object *load_target(struct bpf_object *object, const char *path)
{
	const char *name = strrchr(path, '/');
	struct bpf_object *target = NULL;
	struct bpf_program *program;
	char file[4096];

	bpf_object__for_each_program(program, object) {
		if (bpf_program__type(program) != BPF_PROG_TYPE_EXT)
			continue;
		if (!target) {
			snprintf(file, sizeof(file), "%.*sXdp.o", name ? (int)(name + 1 - path) : 0, path);
			target = bpf_object__open_file(file, NULL);
			if (!target || bpf_object__load(target))
				return target;
		}
		bpf_program__set_attach_target(program, bpf_program__fd(bpf_object__find_program_by_name(target, "Run")), "Run");
	}
	return target;
}

int main(int argc, char **argv)
{
	LIBBPF_OPTS(bpf_object_open_opts, options);
	int i;

	libbpf_set_print(silent);
	for (i = 1; i < argc; i++) {
		struct bpf_object *object, *target;
		struct bpf_program *program;
		int error;

		if (!strncmp(argv[i], "--btf=", 6)) {
			options.btf_custom_path = argv[i] + 6;
			continue;
		}
		object = bpf_object__open_file(argv[i], &options);
		target = object ? load_target(object, argv[i]) : NULL;
		error = object ? bpf_object__load(object) : -errno;
		printf("= %s %s\n", argv[i], error ? strerror(-error) : "ok");
		if (!error)
			bpf_object__for_each_program(program, object)
				run(program);
		if (object)
			bpf_object__close(object);
		if (target)
			bpf_object__close(target);
	}
	return 0;
}
