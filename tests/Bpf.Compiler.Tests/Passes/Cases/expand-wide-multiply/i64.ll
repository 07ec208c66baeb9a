; BPF has an instruction for an i64 product.
define i64 @f(i64 %a, i64 %b) {
  %product = mul i64 %a, %b
  ret i64 %product
}

; unchanged
