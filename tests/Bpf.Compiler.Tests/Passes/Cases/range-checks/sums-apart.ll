; Another sum of x was compared; the index is measured from that.
define i8 @f(ptr %table, i32 %x) {
  %sum = add i32 %x, 9
  %above = icmp sgt i32 %sum, 2
  %below = icmp slt i32 %sum, 11
  %fits = and i1 %above, %below
  br i1 %fits, label %inside, label %outside

inside:
  %other = add i32 %x, 7
  %index = zext i32 %other to i64
  %address = getelementptr i8, ptr %table, i64 %index
  %element = load i8, ptr %address, align 1
  ret i8 %element

outside:
  ret i8 0
}

; after range-checks
define i8 @f(ptr %table, i32 %x) {
  %sum = add i32 %x, 9
  %above = icmp sgt i32 %sum, 2
  %below = icmp slt i32 %sum, 11
  %fits = and i1 %above, %below
  br i1 %fits, label %inside, label %outside

inside:
  %1 = call i32 asm "", "=r,0"(i32 %sum)
  %2 = add i32 %1, -2
  %3 = zext i32 %2 to i64
  %address = getelementptr i8, ptr %table, i64 %3
  %element = load i8, ptr %address, align 1
  ret i8 %element

outside:
  ret i8 0
}
