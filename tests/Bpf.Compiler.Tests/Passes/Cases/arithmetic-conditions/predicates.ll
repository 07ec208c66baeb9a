; Greater, and not less.
define i32 @f(ptr %text, i32 %limit) {
entry:
  br label %loop

loop:
  %i = phi i64 [ 0, %entry ], [ %next, %loop ]
  %count = phi i32 [ 0, %entry ], [ %both, %loop ]
  %address = getelementptr i32, ptr %text, i64 %i
  %c = load i32, ptr %address, align 4
  %isMore = icmp ugt i32 %c, %limit
  %one = zext i1 %isMore to i32
  %sum = add i32 %count, %one
  %isNotLess = icmp sge i32 %c, %limit
  %other = zext i1 %isNotLess to i32
  %both = add i32 %sum, %other
  %next = add i64 %i, 1
  %isLast = icmp eq i64 %next, 64
  br i1 %isLast, label %end, label %loop

end:
  ret i32 %both
}

; after arithmetic-conditions
define i32 @f(ptr %text, i32 %limit) {
entry:
  br label %loop

loop:
  %i = phi i64 [ 0, %entry ], [ %next, %loop ]
  %count = phi i32 [ 0, %entry ], [ %both, %loop ]
  %address = getelementptr i32, ptr %text, i64 %i
  %c = load i32, ptr %address, align 4
  %0 = zext i32 %c to i64
  %1 = zext i32 %limit to i64
  %2 = sub i64 %1, %0
  %3 = lshr i64 %2, 63
  %4 = trunc i64 %3 to i32
  %sum = add i32 %count, %4
  %5 = sext i32 %c to i64
  %6 = sext i32 %limit to i64
  %7 = sub i64 %5, %6
  %8 = lshr i64 %7, 63
  %9 = xor i64 %8, 1
  %10 = trunc i64 %9 to i32
  %both = add i32 %sum, %10
  %next = add i64 %i, 1
  %isLast = icmp eq i64 %next, 64
  br i1 %isLast, label %end, label %loop

end:
  ret i32 %both
}
