; A condition of three parts, of which one is left from the round before.
define i32 @f(ptr %text) {
entry:
  br label %loop

loop:
  %i = phi i64 [ 0, %entry ], [ %next, %loop ]
  %words = phi i32 [ 0, %entry ], [ %sum, %loop ]
  %wasOutside = phi i1 [ true, %entry ], [ %isOutside, %loop ]
  %address = getelementptr i8, ptr %text, i64 %i
  %c = load i8, ptr %address, align 1
  %isNotBlank = icmp ne i8 %c, 32
  %isPrintable = icmp sgt i8 %c, 31
  %isInside = and i1 %isNotBlank, %isPrintable
  %isOutside = xor i1 %isInside, true
  %isStart = and i1 %wasOutside, %isInside
  %one = zext i1 %isStart to i32
  %sum = add i32 %words, %one
  %next = add i64 %i, 1
  %isLast = icmp eq i64 %next, 64
  br i1 %isLast, label %end, label %loop

end:
  ret i32 %sum
}

; after arithmetic-conditions
define i32 @f(ptr %text) {
entry:
  br label %loop

loop:
  %i = phi i64 [ 0, %entry ], [ %next, %loop ]
  %words = phi i32 [ 0, %entry ], [ %sum, %loop ]
  %wasOutside = phi i1 [ true, %entry ], [ %isOutside, %loop ]
  %address = getelementptr i8, ptr %text, i64 %i
  %c = load i8, ptr %address, align 1
  %isNotBlank = icmp ne i8 %c, 32
  %isPrintable = icmp sgt i8 %c, 31
  %isInside = and i1 %isNotBlank, %isPrintable
  %isOutside = xor i1 %isInside, true
  %0 = zext i1 %wasOutside to i64
  %1 = zext i8 %c to i64
  %2 = xor i64 %1, 32
  %3 = sub i64 0, %2
  %4 = lshr i64 %3, 63
  %5 = sext i8 %c to i64
  %6 = sub i64 31, %5
  %7 = lshr i64 %6, 63
  %8 = and i64 %4, %7
  %9 = and i64 %0, %8
  %10 = trunc i64 %9 to i32
  %sum = add i32 %words, %10
  %next = add i64 %i, 1
  %isLast = icmp eq i64 %next, 64
  br i1 %isLast, label %end, label %loop

end:
  ret i32 %sum
}
