; A number of hexadecimal digits: each digit has one of two ranges, and the loop carries the number.
define i64 @f(ptr %text) section "xdp" {
entry:
  br label %loop

loop:
  %i = phi i64 [ 0, %entry ], [ %next, %more ]
  %number = phi i64 [ 0, %entry ], [ %longer, %more ]
  %address = getelementptr i8, ptr %text, i64 %i
  %c = load i8, ptr %address, align 1
  %digit = zext i8 %c to i64
  %isLetter = icmp ugt i8 %c, 64
  br i1 %isLetter, label %letter, label %more

letter:
  %isOther = icmp ugt i8 %c, 70
  br i1 %isOther, label %end, label %more

more:
  %base = phi i64 [ -48, %loop ], [ -55, %letter ]
  %value = add i64 %digit, %base
  %shifted = shl i64 %number, 4
  %longer = or i64 %shifted, %value
  %next = add i64 %i, 1
  %isLast = icmp eq i64 %next, 16
  br i1 %isLast, label %end, label %loop

end:
  %result = phi i64 [ %number, %letter ], [ %longer, %more ]
  ret i64 %result
}

; after detach-comparisons
define i64 @f(ptr %text) section "xdp" {
entry:
  br label %loop

loop:
  %i = phi i64 [ 0, %entry ], [ %next, %more ]
  %number = phi i64 [ 0, %entry ], [ %longer, %more ]
  %address = getelementptr i8, ptr %text, i64 %i
  %c = load i8, ptr %address, align 1
  %0 = zext i8 %c to i64
  %1 = call i64 asm "", "=r,0"(i64 %0)
  %2 = and i64 %1, 255
  %digit = zext i8 %c to i64
  %3 = icmp ugt i64 %2, 64
  br i1 %3, label %letter, label %more

letter:
  %4 = icmp ugt i64 %2, 70
  br i1 %4, label %end, label %more

more:
  %base = phi i64 [ -48, %loop ], [ -55, %letter ]
  %value = add i64 %digit, %base
  %shifted = shl i64 %number, 4
  %longer = or i64 %shifted, %value
  %next = add i64 %i, 1
  %isLast = icmp eq i64 %next, 16
  br i1 %isLast, label %end, label %loop

end:
  %result = phi i64 [ %number, %letter ], [ %longer, %more ]
  ret i64 %result
}
