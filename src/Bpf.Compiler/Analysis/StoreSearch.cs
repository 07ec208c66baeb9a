using Bpf.Compiler.Llvm;

namespace Bpf.Compiler.Analysis;

/// <summary>Finds the instructions that write to a global, after LLVM has seen through locals, spans and calls.</summary>
internal sealed class StoreSearch
{
    private readonly HashSet<LLVMValueRef> _seen = [];
    private readonly List<LLVMValueRef> _stores = [];

    private StoreSearch()
    {
    }

    /// <summary>The address escapes: into memory, into a helper, or out of a function.</summary>
    public bool Escapes { get; private set; }

    /// <summary>The instructions that write to the global.</summary>
    public IReadOnlyList<LLVMValueRef> Stores => _stores;

    public bool MayWrite => Escapes || _stores.Count > 0;

    public static StoreSearch From(LLVMValueRef global)
    {
        StoreSearch search = new();
        search.Follow(global);
        return search;
    }

    private void Follow(LLVMValueRef address)
    {
        if (!_seen.Add(address))
        {
            return;
        }

        foreach (LLVMValueRef user in address.Users)
        {
            if (user.IsInstruction)
            {
                Look(user, address);
            }
            else if (!user.IsGlobalVariable)
            {
                Follow(user); // a constant expression
            }
            else
            {
                Escapes = true;
            }
        }
    }

    private void Look(LLVMValueRef instruction, LLVMValueRef address)
    {
        switch (instruction.InstructionOpcode)
        {
            case LLVMOpcode.LLVMLoad or LLVMOpcode.LLVMICmp:
                break;
            case LLVMOpcode.LLVMStore when instruction.GetOperand(0) != address:
            case LLVMOpcode.LLVMAtomicRMW or LLVMOpcode.LLVMAtomicCmpXchg when instruction.GetOperand(0) == address:
                _stores.Add(instruction);
                break;
            case LLVMOpcode.LLVMGetElementPtr or LLVMOpcode.LLVMPHI or LLVMOpcode.LLVMSelect or LLVMOpcode.LLVMBitCast or LLVMOpcode.LLVMFreeze
                or LLVMOpcode.LLVMPtrToInt or LLVMOpcode.LLVMIntToPtr or LLVMOpcode.LLVMAdd or LLVMOpcode.LLVMSub:
                Follow(instruction);
                break;
            case LLVMOpcode.LLVMCall:
                LookAtCall(instruction, address);
                break;
            default:
                Escapes = true;
                break;
        }
    }

    private void LookAtCall(LLVMValueRef call, LLVMValueRef address)
    {
        LLVMValueRef function = call.CalledValue;
        string name = function.IsFunction ? function.Name : "";
        for (int i = 0; i < call.OperandCount - 1; i++)
        {
            if (call.GetOperand((uint)i) != address)
            {
                continue;
            }

            if (name.StartsWith("llvm.mem", StringComparison.Ordinal))
            {
                if (i == 0)
                {
                    _stores.Add(call);
                }
            }
            else if (function.IsInlineAsm || name.StartsWith("llvm.bpf.passthrough", StringComparison.Ordinal))
            {
                Follow(call);
            }
            else if (function.IsFunction && !function.IsDeclaration)
            {
                Follow(function.GetParam((uint)i));
            }
            else
            {
                Escapes = true;
            }
        }
    }
}
