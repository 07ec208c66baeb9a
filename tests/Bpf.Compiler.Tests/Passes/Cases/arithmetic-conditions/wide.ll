; The difference of two i64 may overflow.
define i32 @f(ptr %numbers, i64 %limit) {
entry:
  br label %loop

loop:
  %i = phi i64 [ 0, %entry ], [ %next, %loop ]
  %count = phi i32 [ 0, %entry ], [ %sum, %loop ]
  %address = getelementptr i64, ptr %numbers, i64 %i
  %number = load i64, ptr %address, align 8
  %isMore = icmp ugt i64 %number, %limit
  %one = zext i1 %isMore to i32
  %sum = add i32 %count, %one
  %next = add i64 %i, 1
  %isLast = icmp eq i64 %next, 64
  br i1 %isLast, label %end, label %loop

end:
  ret i32 %sum
}

; unchanged
