using Bpf.Compiler.Analysis;
using Bpf.Compiler.Llvm;

namespace Bpf.Compiler.Passes;

/// <summary>Gives stack slots that only helpers read their natural alignment, as in C.</summary>
/// <remarks>
/// Before:
/// <code>
/// define i64 @f(ptr %map) {
///   %key = alloca i32, align 8
///   store i32 1, ptr %key, align 8
///   %value = call ptr inttoptr (i64 1 to ptr)(ptr %map, ptr %key)
///   %result = ptrtoint ptr %value to i64
///   ret i64 %result
/// }
/// </code>
/// After:
/// <code>
/// define i64 @f(ptr %map) {
///   %key = alloca i32, align 4
///   store i32 1, ptr %key, align 4
///   %value = call ptr inttoptr (i64 1 to ptr)(ptr %map, ptr %key)
///   %result = ptrtoint ptr %value to i64
///   ret i64 %result
/// }
/// </code>
/// Stack slots are aligned to eight bytes, because the verifier tracks only aligned values. For a key that is only passed to a helper, that is harmful:
/// kernels since 6.14 look up constant keys of arrays, and then walk each path with a different key separately to its end.
/// </remarks>
internal sealed class AlignHelperSlots : FunctionPass
{
    public override string Name => "align-helper-slots";

    public override string Purpose => "gives stack slots that only helpers read the same alignment as in C";

    protected override void Run(PassContext context, FunctionAnalyses analyses)
    {
        for (LLVMValueRef slot = analyses.Function.EntryBasicBlock.FirstInstruction; slot.Handle != 0; slot = slot.NextInstruction)
        {
            if (slot.InstructionOpcode == LLVMOpcode.LLVMAlloca && slot.AllocatedType is { Kind: LLVMTypeKind.LLVMIntegerTypeKind, IntWidth: < 64 } type
                && slot.Users.All(user => IsOnlyWritten(slot, user)))
            {
                Align(slot, (uint)context.SizeOf(type));
            }
        }
    }

    private static bool IsOnlyWritten(LLVMValueRef slot, LLVMValueRef user) => user.InstructionOpcode switch
    {
        LLVMOpcode.LLVMStore => user.GetOperand(1) == slot && user.GetOperand(0) != slot,
        LLVMOpcode.LLVMCall when user.CalledValue.IsFunction => KnownBits.IntrinsicOf(user) == "lifetime",
        // The program may read through an opaque copy of the address.
        LLVMOpcode.LLVMCall => !user.CalledValue.IsInlineAsm,
        _ => false,
    };

    private static void Align(LLVMValueRef slot, uint alignment)
    {
        slot.Alignment = alignment;
        foreach (LLVMValueRef store in slot.Users.Where(user => user.InstructionOpcode == LLVMOpcode.LLVMStore))
        {
            store.Alignment = Math.Min(store.Alignment, alignment);
        }
    }
}
