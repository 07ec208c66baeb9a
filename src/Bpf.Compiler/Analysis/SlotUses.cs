using Bpf.Compiler.Llvm;

namespace Bpf.Compiler.Analysis;

/// <summary>Finds the instructions that read or write a stack slot through its address or an address derived from it.</summary>
internal static class SlotUses
{
    /// <summary>Returns all uses except lifetime markers; null when the address is stored, used in arithmetic, or returned by a call.</summary>
    public static IReadOnlySet<LLVMValueRef>? Of(LLVMValueRef slot)
    {
        HashSet<LLVMValueRef> uses = [];
        HashSet<LLVMValueRef> known = [];
        Queue<LLVMValueRef> addresses = new([slot]);
        while (addresses.TryDequeue(out LLVMValueRef address))
        {
            foreach (LLVMValueRef user in address.Users.Where(user => !IsLifetime(user)))
            {
                switch (KindOf(user, address))
                {
                    case SlotUseKind.Unknown:
                        return null;
                    case SlotUseKind.Access:
                        uses.Add(user);
                        break;
                    case SlotUseKind.Address when known.Add(user):
                        addresses.Enqueue(user);
                        break;
                }
            }
        }

        return uses;
    }

    /// <summary>Returns true for a lifetime marker.</summary>
    public static bool IsLifetime(LLVMValueRef user)
        => user.InstructionOpcode == LLVMOpcode.LLVMCall && user.CalledValue.IsFunction && KnownBits.IntrinsicOf(user) == "lifetime";

    private static SlotUseKind KindOf(LLVMValueRef user, LLVMValueRef address) => user.InstructionOpcode switch
    {
        LLVMOpcode.LLVMGetElementPtr or LLVMOpcode.LLVMPHI or LLVMOpcode.LLVMSelect or LLVMOpcode.LLVMFreeze or LLVMOpcode.LLVMBitCast => SlotUseKind.Address,
        LLVMOpcode.LLVMLoad or LLVMOpcode.LLVMICmp => SlotUseKind.Access,
        LLVMOpcode.LLVMStore when user.GetOperand(0) != address => SlotUseKind.Access,
        LLVMOpcode.LLVMAtomicRMW or LLVMOpcode.LLVMAtomicCmpXchg when user.GetOperand(1) != address => SlotUseKind.Access,
        LLVMOpcode.LLVMCall when user.CalledValue.IsInlineAsm =>
            user.TypeOf.Kind == LLVMTypeKind.LLVMPointerTypeKind ? SlotUseKind.Address : SlotUseKind.Access,
        LLVMOpcode.LLVMCall when !user.CalledValue.IsFunction || user.TypeOf.Kind != LLVMTypeKind.LLVMPointerTypeKind => SlotUseKind.Access,
        _ => SlotUseKind.Unknown,
    };
}
