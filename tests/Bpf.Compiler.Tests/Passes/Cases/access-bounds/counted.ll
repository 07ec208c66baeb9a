; The verifier walks every iteration, and knows the number in each.
@table = global [20 x i8] zeroinitializer

define i64 @f() {
entry:
  br label %loop

loop:
  %i = phi i64 [ 0, %entry ], [ %next, %loop ]
  %sum = phi i64 [ 0, %entry ], [ %more, %loop ]
  %address = getelementptr i8, ptr @table, i64 %i
  %element = load i8, ptr %address, align 1
  %wide = zext i8 %element to i64
  %more = add i64 %sum, %wide
  %next = add i64 %i, 1
  %ends = icmp eq i64 %next, 20
  br i1 %ends, label %exit, label %loop

exit:
  ret i64 %more
}

; unchanged
