# A 32-bit program for x86: calls marked(7) for each line of its input.
	.text
	.globl	marked, _start
	.type	marked, @function
marked:
	push	%ebp
	mov	%esp, %ebp
	mov	8(%ebp), %eax
	add	$1, %eax
	pop	%ebp
	ret
	.size	marked, .-marked

	.type	_start, @function
_start:
	mov	$3, %eax		# read
	xor	%ebx, %ebx
	mov	$byte, %ecx
	mov	$1, %edx
	int	$0x80
	cmp	$1, %eax
	jne	end
	cmpb	$10, byte
	jne	_start
	push	$7
	call	marked
	add	$4, %esp
	mov	$4, %eax		# write
	mov	$1, %ebx
	mov	$answer, %ecx
	mov	$3, %edx
	int	$0x80
	jmp	_start
end:
	mov	$1, %eax		# exit
	xor	%ebx, %ebx
	int	$0x80
	.size	_start, .-_start

	.section .rodata
answer:
	.ascii	"ok\n"
	.bss
byte:
	.skip	1
	.section .note.GNU-stack, "", @progbits
