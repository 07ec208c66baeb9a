using System.Reflection.Metadata;
using Bpf.Compiler.Llvm;
using Bpf.Shared;

namespace Bpf.Compiler.Import;

/// <content>Maps opcodes to the methods that import them.</content>
internal sealed partial class MethodImporter
{
    private void Dispatch()
    {
        ILOpCode opCode = _instruction.OpCode;
        int operand = (int)_instruction.Operand;
        switch (opCode)
        {
            case ILOpCode.Nop or ILOpCode.Break or ILOpCode.Readonly:
                return;
            case >= ILOpCode.Ldarg_0 and <= ILOpCode.Ldarg_3:
                LoadVariable(_arguments[opCode - ILOpCode.Ldarg_0]);
                return;
            case ILOpCode.Ldarg_s or ILOpCode.Ldarg:
                LoadVariable(_arguments[operand]);
                return;
            case ILOpCode.Ldarga_s or ILOpCode.Ldarga:
                LoadAddress(_arguments[operand]);
                return;
            case ILOpCode.Starg_s or ILOpCode.Starg:
                StoreVariable(_arguments[operand]);
                return;
            case >= ILOpCode.Ldloc_0 and <= ILOpCode.Ldloc_3:
                LoadVariable(_locals[opCode - ILOpCode.Ldloc_0]);
                return;
            case ILOpCode.Ldloc_s or ILOpCode.Ldloc:
                LoadVariable(_locals[operand]);
                return;
            case ILOpCode.Ldloca_s or ILOpCode.Ldloca:
                LoadAddress(_locals[operand]);
                return;
            case >= ILOpCode.Stloc_0 and <= ILOpCode.Stloc_3:
                StoreVariable(_locals[opCode - ILOpCode.Stloc_0]);
                return;
            case ILOpCode.Stloc_s or ILOpCode.Stloc:
                StoreVariable(_locals[operand]);
                return;
            case ILOpCode.Ret:
                Return();
                return;
            case ILOpCode.Br or ILOpCode.Br_s:
                JumpTo(operand);
                return;
            case ILOpCode.Brtrue or ILOpCode.Brtrue_s:
                BranchTruth(isTrue: true);
                return;
            case ILOpCode.Brfalse or ILOpCode.Brfalse_s:
                BranchTruth(isTrue: false);
                return;
            case (>= ILOpCode.Beq_s and <= ILOpCode.Blt_un_s) or (>= ILOpCode.Beq and <= ILOpCode.Blt_un):
                BranchCompare(opCode);
                return;
            case ILOpCode.Switch:
                Switch();
                return;
            case ILOpCode.Leave or ILOpCode.Leave_s:
                Leave();
                return;
            case ILOpCode.Endfinally:
                EndFinally();
                return;
            case ILOpCode.Throw:
                Throw();
                return;
            case ILOpCode.Rethrow:
                throw new CompilationException(BpfDiagnostics.Throw);
            case ILOpCode.Dup:
                Duplicate();
                return;
            case ILOpCode.Pop:
                _stack.Pop();
                return;
            case ILOpCode.Volatile:
                _isVolatile = true;
                return;
            case ILOpCode.Unaligned:
                _alignment = operand;
                return;
            case ILOpCode.Constrained:
                _constraint = ResolveType(operand);
                return;
            case ILOpCode.Call or ILOpCode.Callvirt:
                Call(operand);
                return;
            case ILOpCode.Calli:
                throw new CompilationException(BpfDiagnostics.IndirectCall);
            case ILOpCode.Newobj:
                NewObject(operand);
                return;
            default:
                if (!DispatchConstant(opCode) && !DispatchArithmetic(opCode) && !DispatchMemory(opCode, operand) && !DispatchField(opCode, operand)
                    && !DispatchObject(opCode, operand))
                {
                    throw Unsupported();
                }

                return;
        }
    }

    private bool DispatchArithmetic(ILOpCode opCode)
    {
        switch (opCode)
        {
            case ILOpCode.Add:
                Add();
                return true;
            case ILOpCode.Sub:
                Subtract();
                return true;
            case ILOpCode.Mul:
                Binary(LLVMOpcode.LLVMMul);
                return true;
            case ILOpCode.And:
                Binary(LLVMOpcode.LLVMAnd);
                return true;
            case ILOpCode.Or:
                Binary(LLVMOpcode.LLVMOr);
                return true;
            case ILOpCode.Xor:
                Binary(LLVMOpcode.LLVMXor);
                return true;
            case ILOpCode.Div:
                Divide(isSigned: true, isRemainder: false);
                return true;
            case ILOpCode.Div_un:
                Divide(isSigned: false, isRemainder: false);
                return true;
            case ILOpCode.Rem:
                Divide(isSigned: true, isRemainder: true);
                return true;
            case ILOpCode.Rem_un:
                Divide(isSigned: false, isRemainder: true);
                return true;
            case ILOpCode.Shl:
                Shift(LLVMOpcode.LLVMShl);
                return true;
            case ILOpCode.Shr:
                Shift(LLVMOpcode.LLVMAShr);
                return true;
            case ILOpCode.Shr_un:
                Shift(LLVMOpcode.LLVMLShr);
                return true;
            case ILOpCode.Neg:
                Negate();
                return true;
            case ILOpCode.Not:
                Complement();
                return true;
            case ILOpCode.Ceq:
                CompareValues(LLVMIntPredicate.LLVMIntEQ);
                return true;
            case ILOpCode.Cgt:
                CompareValues(LLVMIntPredicate.LLVMIntSGT);
                return true;
            case ILOpCode.Cgt_un:
                CompareValues(LLVMIntPredicate.LLVMIntUGT);
                return true;
            case ILOpCode.Clt:
                CompareValues(LLVMIntPredicate.LLVMIntSLT);
                return true;
            case ILOpCode.Clt_un:
                CompareValues(LLVMIntPredicate.LLVMIntULT);
                return true;
            case ILOpCode.Add_ovf or ILOpCode.Add_ovf_un when _method.Module.IsFramework:
                CheckOverflow(LLVMOpcode.LLVMAdd, isSigned: opCode == ILOpCode.Add_ovf);
                Add();
                return true;
            case ILOpCode.Sub_ovf or ILOpCode.Sub_ovf_un when _method.Module.IsFramework:
                CheckOverflow(LLVMOpcode.LLVMSub, isSigned: opCode == ILOpCode.Sub_ovf);
                Subtract();
                return true;
            case ILOpCode.Mul_ovf or ILOpCode.Mul_ovf_un when _method.Module.IsFramework:
                CheckOverflow(LLVMOpcode.LLVMMul, isSigned: opCode == ILOpCode.Mul_ovf);
                Binary(LLVMOpcode.LLVMMul);
                return true;
            case ILOpCode.Mul_ovf_un when IsConstantSize():
                Binary(LLVMOpcode.LLVMMul);
                return true;
            case ILOpCode.Add_ovf or ILOpCode.Add_ovf_un or ILOpCode.Sub_ovf or ILOpCode.Sub_ovf_un or ILOpCode.Mul_ovf or ILOpCode.Mul_ovf_un:
                throw new CompilationException(BpfDiagnostics.CheckedArithmetic);
            default:
                return Convert(opCode);
        }
    }

    private CompilationException Unsupported()
        => new(BpfDiagnostics.InstructionUnsupported, _instruction.OpCode.ToString().ToLowerInvariant(), _instruction.Offset, _method.DisplayName);
}
