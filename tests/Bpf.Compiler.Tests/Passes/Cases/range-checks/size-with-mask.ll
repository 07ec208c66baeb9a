; A mask that changes nothing would take the lower bound.
define i64 @f(ptr %table, i64 %x) {
  %distance = add i64 %x, -1
  %fits = icmp ult i64 %distance, 16
  br i1 %fits, label %inside, label %outside

inside:
  %size = and i64 %x, 4294967295
  %result = call i64 inttoptr (i64 4 to ptr)(ptr %table, i64 %size, ptr null)
  ret i64 %result

outside:
  ret i64 0
}

; after range-checks
define i64 @f(ptr %table, i64 %x) {
  %distance = add i64 %x, -1
  %fits = icmp ult i64 %distance, 16
  br i1 %fits, label %inside, label %outside

inside:
  %1 = call i64 asm "", "=r,0"(i64 %distance)
  %2 = add i64 %1, 1
  %result = call i64 inttoptr (i64 4 to ptr)(ptr %table, i64 %2, ptr null)
  ret i64 %result

outside:
  ret i64 0
}
