; The digits of a number of 16 bits. LLVM asks before the division whether anything will be left.
define i32 @f(i16 %x) {
entry:
  %first = zext i16 %x to i32
  br label %loop

loop:
  %n = phi i32 [ %first, %entry ], [ %rest, %loop ]
  %digits = phi i32 [ 0, %entry ], [ %more, %loop ]
  %thawed = freeze i32 %n
  %rest = udiv i32 %thawed, 10
  %more = add i32 %digits, 3
  %isLast = icmp ult i32 %n, 10
  br i1 %isLast, label %end, label %loop

end:
  ret i32 %more
}

; after bound-loops
define i32 @f(i16 %x) {
entry:
  %first = zext i16 %x to i32
  %0 = call i64 asm "", "=r,0"(i64 0)
  br label %loop

loop:
  %1 = phi i64 [ %0, %entry ], [ %4, %5 ]
  %2 = phi i32 [ %first, %entry ], [ %rest, %5 ]
  %3 = phi i32 [ 0, %entry ], [ %more, %5 ]
  %4 = add i64 %1, 1
  %thawed = freeze i32 %2
  %rest = udiv i32 %thawed, 10
  %more = add i32 %3, 3
  %isLast = icmp ult i32 %2, 10
  br i1 %isLast, label %end, label %5

5:
  %6 = icmp eq i64 %1, 5
  br i1 %6, label %end, label %loop

end:
  ret i32 %more
}
