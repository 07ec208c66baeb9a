; Two comparisons joined by a select.
define i8 @f(ptr %table, i64 %x) {
  %above = icmp sgt i64 %x, -5
  %below = icmp slt i64 %x, 11
  %fits = select i1 %above, i1 %below, i1 false
  br i1 %fits, label %inside, label %outside

inside:
  %sum = add i64 %x, 5
  %index = and i64 %sum, 4294967295
  %address = getelementptr i8, ptr %table, i64 %index
  %element = load i8, ptr %address, align 1
  ret i8 %element

outside:
  ret i8 0
}

; after range-checks
define i8 @f(ptr %table, i64 %x) {
  %above = icmp sgt i64 %x, -5
  %below = icmp slt i64 %x, 11
  %fits = select i1 %above, i1 %below, i1 false
  br i1 %fits, label %inside, label %outside

inside:
  %1 = add i64 %x, 5
  %2 = call i64 asm "", "=r,0"(i64 %1)
  %address = getelementptr i8, ptr %table, i64 %2
  %element = load i8, ptr %address, align 1
  ret i8 %element

outside:
  ret i8 0
}
