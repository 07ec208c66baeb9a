; The call says how large the object is.
@map = global [4 x ptr] zeroinitializer, section ".maps"

define i64 @f(ptr %key, i64 %x, i64 %y) "bpfc-checked-indexes" {
  %value = call ptr inttoptr (i64 1 to ptr)(ptr @map, ptr %key) "bpfc-object-size"="512"
  %isNull = icmp eq ptr %value, null
  br i1 %isNull, label %end, label %found

found:
  %index = lshr i64 %x, %y
  %address = getelementptr i64, ptr %value, i64 %index
  %element = load i64, ptr %address, align 8
  ret i64 %element

end:
  ret i64 0
}

; after access-bounds
define i64 @f(ptr %key, i64 %x, i64 %y) {
  %value = call ptr inttoptr (i64 1 to ptr)(ptr @map, ptr %key)
  %isNull = icmp eq ptr %value, null
  br i1 %isNull, label %end, label %found

found:
  %index = lshr i64 %x, %y
  %1 = mul i64 %index, 8
  %2 = call i64 asm "", "=r,0"(i64 %1)
  %3 = and i64 %2, 504
  %4 = getelementptr i8, ptr %value, i64 %3
  %element = load i64, ptr %4, align 8
  ret i64 %element

end:
  ret i64 0
}
