/*
 * Loads each object given with libbpf and prints, per file: "FILE ok|errno", then "PROGRAM return-value" of those that can be run.
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

int main(int argc, char **argv)
{
	LIBBPF_OPTS(bpf_object_open_opts, options);
	int i;

	libbpf_set_print(silent);
	for (i = 1; i < argc; i++) {
		struct bpf_object *object;
		struct bpf_program *program;
		int error;

		if (!strncmp(argv[i], "--btf=", 6)) {
			options.btf_custom_path = argv[i] + 6;
			continue;
		}
		object = bpf_object__open_file(argv[i], &options);
		error = object ? bpf_object__load(object) : -errno;
		printf("= %s %s\n", argv[i], error ? strerror(-error) : "ok");
		if (!error)
			bpf_object__for_each_program(program, object)
				run(program);
		if (object)
			bpf_object__close(object);
	}
	return 0;
}
