/* Functions whose exact instruction bytes are known (x86-64). */
#include <stdio.h>
#include <string.h>

long counter;
extern const char text[];
const char text[] = "not code";

int arithmetic(int value);
int locked(int value);
int unsized(int value);
int marked(int value);

__asm__(".text\n"
	".globl arithmetic\n.type arithmetic, @function\n"
	"arithmetic:\n"
	"	.cfi_startproc\n"
	"	push %rbp\n"			/* +0, 1 byte */
	"	mov %rsp, %rbp\n"		/* +1, 3 bytes */
	"	lea 0x11111111(%rdi), %eax\n"	/* +4, 6 bytes */
	"	pop %rbp\n"			/* +10 */
	"	ret\n"				/* +11 */
	"	.cfi_endproc\n"
	".size arithmetic, . - arithmetic\n"
	".globl locked\n.type locked, @function\n"
	"locked:\n"
	"	lock incq counter(%rip)\n"
	"	mov %edi, %eax\n"
	"	ret\n"
	".size locked, . - locked\n"
	".globl marked\n.type marked, @function\n"
	"marked:\n"
	"	endbr64\n"			/* +0, 4 bytes */
	"	push %rbp\n"			/* +4 */
	"	mov %edi, %eax\n"		/* +5, 2 bytes */
	"	pop %rbp\n"
	"	ret\n"
	".size marked, . - marked\n"
	".globl unsized\n.type unsized, @function\n"
	"unsized:\n"
	"	mov $0x90909090, %eax\n"	/* +0, 5 bytes */
	"	mov %edi, %eax\n"		/* +5, 2 bytes */
	"	ret\n");

int main(void)
{
	char name[32];
	long count, sum;

	setvbuf(stdout, NULL, _IOLBF, 0);
	while (scanf("%31s", name) == 1) {
		sum = 0;
		if (strcmp(name, "run") == 0 && scanf("%ld", &count) == 1)
			for (long i = 0; i < count; i++)
				sum += arithmetic(1) + locked(1) + unsized(1) + marked(1);
		printf("%ld\n", sum);
	}
	return 0;
}
