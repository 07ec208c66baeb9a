using System.Reflection.Metadata;
using Bpf.Compiler.Llvm;
using Bpf.Compiler.Values;
using Bpf.Shared;

namespace Bpf.Compiler.Import;

/// <content>Conversions between integers.</content>
internal sealed partial class MethodImporter
{
    private bool Convert(ILOpCode opCode)
    {
        if (_method.Module.IsFramework)
        {
            CheckConversion(opCode);
            opCode = WithoutCheck(opCode);
        }

        switch (opCode)
        {
            case ILOpCode.Conv_i1:
                Narrow(Types.Int8, isSigned: true);
                return true;
            case ILOpCode.Conv_u1:
                Narrow(Types.Int8, isSigned: false);
                return true;
            case ILOpCode.Conv_i2:
                Narrow(Types.Int16, isSigned: true);
                return true;
            case ILOpCode.Conv_u2:
                Narrow(Types.Int16, isSigned: false);
                return true;
            case ILOpCode.Conv_i4 or ILOpCode.Conv_u4:
                _stack.Push(new StackValue(StackKind.Int32, _emit.ToInt32(_stack.Pop())));
                return true;
            case ILOpCode.Conv_i8:
                Widen(isSigned: true);
                return true;
            case ILOpCode.Conv_u8:
                Widen(isSigned: false);
                return true;
            case ILOpCode.Conv_i:
                ToNative(isSigned: true);
                return true;
            case ILOpCode.Conv_u:
                ToNative(isSigned: false);
                return true;
            case ILOpCode.Conv_r4 or ILOpCode.Conv_r8 or ILOpCode.Conv_r_un or ILOpCode.Ckfinite:
                throw new CompilationException(BpfDiagnostics.FloatingPoint, "a conversion to floating point");
            // A signed number of 64 bits or fewer loses nothing.
            case ILOpCode.Conv_ovf_i:
                ToNative(isSigned: true);
                return true;
            case ILOpCode.Conv_ovf_i_un when IsElementAccess(_instruction.Next):
                ToNative(isSigned: false);
                return true;
            case (>= ILOpCode.Conv_ovf_i1_un and <= ILOpCode.Conv_ovf_u_un) or (>= ILOpCode.Conv_ovf_i1 and <= ILOpCode.Conv_ovf_u8)
                or ILOpCode.Conv_ovf_u:
                throw new CompilationException(BpfDiagnostics.CheckedArithmetic);
            default:
                return false;
        }
    }

    // Roslyn checks 64-bit array indexes even in unchecked code; no such index can overflow here.
    private bool IsElementAccess(int offset)
        => _instructions[_indexByOffset[offset]].OpCode is (>= ILOpCode.Ldelema and <= ILOpCode.Ldelem_ref) or ILOpCode.Ldelem;

    private static ILOpCode WithoutCheck(ILOpCode opCode) => opCode switch
    {
        ILOpCode.Conv_ovf_i1 or ILOpCode.Conv_ovf_i1_un => ILOpCode.Conv_i1,
        ILOpCode.Conv_ovf_u1 or ILOpCode.Conv_ovf_u1_un => ILOpCode.Conv_u1,
        ILOpCode.Conv_ovf_i2 or ILOpCode.Conv_ovf_i2_un => ILOpCode.Conv_i2,
        ILOpCode.Conv_ovf_u2 or ILOpCode.Conv_ovf_u2_un => ILOpCode.Conv_u2,
        ILOpCode.Conv_ovf_i4 or ILOpCode.Conv_ovf_i4_un => ILOpCode.Conv_i4,
        ILOpCode.Conv_ovf_u4 or ILOpCode.Conv_ovf_u4_un => ILOpCode.Conv_u4,
        ILOpCode.Conv_ovf_i8 => ILOpCode.Conv_i8,
        ILOpCode.Conv_ovf_u8 => ILOpCode.Conv_i8,
        ILOpCode.Conv_ovf_i8_un or ILOpCode.Conv_ovf_u8_un => ILOpCode.Conv_u8,
        ILOpCode.Conv_ovf_i => ILOpCode.Conv_i,
        ILOpCode.Conv_ovf_u => ILOpCode.Conv_i,
        ILOpCode.Conv_ovf_i_un or ILOpCode.Conv_ovf_u_un => ILOpCode.Conv_u,
        _ => opCode,
    };

    private void Narrow(LLVMTypeRef type, bool isSigned)
    {
        LLVMValueRef value = Builder.BuildTrunc(_emit.ToInt32(_stack.Pop()), type);
        _stack.Push(new StackValue(StackKind.Int32, isSigned ? Builder.BuildSExt(value, Types.Int32) : Builder.BuildZExt(value, Types.Int32)));
    }

    private void Widen(bool isSigned) => _stack.Push(new StackValue(StackKind.Int64, _emit.ToInt64(_stack.Pop(), isSigned)));

    // A pointer stays a pointer: through an integer, LLVM and then the verifier would lose track of what it points to.
    private void ToNative(bool isSigned)
    {
        StackValue value = _stack.Pop();
        NoteAddress(value);
        _stack.Push(value.Kind is StackKind.Pointer || value.Symbol is Symbol.Function
            ? value
            : new StackValue(StackKind.Int64, _emit.ToInt64(value, isSigned)));
    }
}
