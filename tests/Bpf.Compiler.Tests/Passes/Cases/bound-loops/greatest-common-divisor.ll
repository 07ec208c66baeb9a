; Euclid's algorithm.
define i64 @f(i64 %x, i64 %y) {
entry:
  br label %loop

loop:
  %a = phi i64 [ %x, %entry ], [ %b, %body ]
  %b = phi i64 [ %y, %entry ], [ %rest, %body ]
  %isOver = icmp eq i64 %b, 0
  br i1 %isOver, label %end, label %body

body:
  %rest = call i64 asm "$0 %= $2", "=r,0,r"(i64 %a, i64 %b)
  br label %loop

end:
  ret i64 %a
}

; after bound-loops
define i64 @f(i64 %x, i64 %y) {
entry:
  %0 = call i64 asm "", "=r,0"(i64 0)
  br label %loop

loop:
  %1 = phi i64 [ %0, %entry ], [ %2, %body ]
  %a = phi i64 [ %x, %entry ], [ %b, %body ]
  %b = phi i64 [ %y, %entry ], [ %rest, %body ]
  %2 = add i64 %1, 1
  %isOver = icmp eq i64 %b, 0
  br i1 %isOver, label %end, label %3

3:
  %4 = icmp eq i64 %1, 94
  br i1 %4, label %end, label %body

body:
  %rest = call i64 asm "$0 %= $2", "=r,0,r"(i64 %a, i64 %b)
  br label %loop

end:
  ret i64 %a
}
