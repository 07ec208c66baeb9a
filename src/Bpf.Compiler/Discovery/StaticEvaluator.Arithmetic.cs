using System.Reflection.Metadata;
using Bpf.Compiler.Il;
using Bpf.Compiler.Metadata;
using Bpf.Shared;

namespace Bpf.Compiler.Discovery;

/// <content>Numbers: operators, conversions, branches.</content>
internal sealed partial class StaticEvaluator
{
    private bool TryArithmetic(ILOpCode opCode)
    {
        switch (opCode)
        {
            case ILOpCode.Add or ILOpCode.Sub or ILOpCode.Mul or ILOpCode.Div or ILOpCode.Div_un or ILOpCode.Rem or ILOpCode.Rem_un or ILOpCode.And
                or ILOpCode.Or or ILOpCode.Xor:
                Binary(opCode);
                return true;
            case ILOpCode.Shl or ILOpCode.Shr or ILOpCode.Shr_un:
                Shift(opCode);
                return true;
            case ILOpCode.Neg when _stack.Peek() is StaticValue.Real real:
                _stack.Pop();
                _stack.Push(real with { Value = -real.Value });
                return true;
            case ILOpCode.Neg:
                StaticValue.Integer negated = PopInteger();
                Push(-negated.Bits, negated.IsWide);
                return true;
            case ILOpCode.Not:
                StaticValue.Integer inverted = PopInteger();
                Push(~inverted.Bits, inverted.IsWide);
                return true;
            case ILOpCode.Ceq or ILOpCode.Cgt or ILOpCode.Cgt_un or ILOpCode.Clt or ILOpCode.Clt_un:
                Push(PopComparison(opCode) ? 1 : 0, isWide: false);
                return true;
            default:
                return TryChecked(opCode) || TryConvert(opCode);
        }
    }

    private bool TryConvert(ILOpCode opCode)
    {
        if (opCode is ILOpCode.Conv_r4 or ILOpCode.Conv_r8 or ILOpCode.Conv_r_un)
        {
            double number = _stack.Pop() switch
            {
                StaticValue.Real real => real.Value,
                StaticValue.Integer integer when opCode == ILOpCode.Conv_r_un => integer.IsWide ? (ulong)integer.Bits : (uint)integer.Bits,
                StaticValue.Integer integer => integer.Bits,
                _ => throw NotNumber(),
            };
            _stack.Push(opCode == ILOpCode.Conv_r4 ? new StaticValue.Real((float)number, IsSingle: true) : new StaticValue.Real(number, IsSingle: false));
            return true;
        }

        if (opCode is not (ILOpCode.Conv_i1 or ILOpCode.Conv_u1 or ILOpCode.Conv_i2 or ILOpCode.Conv_u2 or ILOpCode.Conv_i4 or ILOpCode.Conv_u4
            or ILOpCode.Conv_i8 or ILOpCode.Conv_i or ILOpCode.Conv_u8 or ILOpCode.Conv_u))
        {
            return false;
        }

        if (_stack.Peek() is StaticValue.Address && opCode is ILOpCode.Conv_u or ILOpCode.Conv_i)
        {
            return true;
        }

        // What does not fit is not defined by C#.
        StaticValue.Integer value = _stack.Pop() switch
        {
            StaticValue.Integer integer => integer,
            StaticValue.Real { Value: >= long.MinValue and < -(double)long.MinValue } whole => new StaticValue.Integer((long)whole.Value, IsWide: true),
            StaticValue.Real { Value: >= 0 and < ulong.MaxValue } large when opCode == ILOpCode.Conv_u8 =>
                new StaticValue.Integer((long)(ulong)large.Value, IsWide: true),
            _ => throw NotNumber(),
        };

        switch (opCode)
        {
            case ILOpCode.Conv_i1:
                Push((sbyte)value.Bits, isWide: false);
                break;
            case ILOpCode.Conv_u1:
                Push((byte)value.Bits, isWide: false);
                break;
            case ILOpCode.Conv_i2:
                Push((short)value.Bits, isWide: false);
                break;
            case ILOpCode.Conv_u2:
                Push((ushort)value.Bits, isWide: false);
                break;
            case ILOpCode.Conv_i4 or ILOpCode.Conv_u4:
                Push(value.Bits, isWide: false);
                break;
            case ILOpCode.Conv_u8 or ILOpCode.Conv_u when !value.IsWide:
                Push((uint)value.Bits, isWide: true);
                break;
            default:
                Push(value.Bits, isWide: true);
                break;
        }

        return true;
    }

    private void Binary(ILOpCode opCode)
    {
        switch (_stack.ElementAt(1), _stack.Peek())
        {
            case (StaticValue.Address or StaticValue.Integer, StaticValue.Address) or (StaticValue.Address, StaticValue.Integer):
                MoveAddress(opCode);
                return;
            case (StaticValue.Real, StaticValue.Real):
                BinaryReal(opCode);
                return;
        }

        (StaticValue.Integer right, StaticValue.Integer left) = (PopInteger(), PopInteger());
        bool isWide = left.IsWide || right.IsWide;
        (long x, long y) = (left.Bits, right.Bits);
        bool divides = opCode is ILOpCode.Div or ILOpCode.Rem or ILOpCode.Div_un or ILOpCode.Rem_un;
        if (divides && (y == 0 || (y == -1 && opCode is ILOpCode.Div or ILOpCode.Rem)))
        {
            throw new NotConstantException(y == 0 ? "it divides by zero" : "it divides by -1");
        }

        (ulong unsignedX, ulong unsignedY) = isWide ? ((ulong)x, (ulong)y) : ((uint)x, (uint)y);
        Push(opCode switch
        {
            ILOpCode.Add => x + y,
            ILOpCode.Sub => x - y,
            ILOpCode.Mul => x * y,
            ILOpCode.Div => x / y,
            ILOpCode.Rem => x % y,
            ILOpCode.Div_un => (long)(unsignedX / unsignedY),
            ILOpCode.Rem_un => (long)(unsignedX % unsignedY),
            ILOpCode.And => x & y,
            ILOpCode.Or => x | y,
            _ => x ^ y,
        }, isWide);
    }

    private void MoveAddress(ILOpCode opCode)
    {
        (StaticValue right, StaticValue left) = (_stack.Pop(), _stack.Pop());
        switch (opCode, left, right)
        {
            case (ILOpCode.Add, StaticValue.Address address, StaticValue.Integer bytes):
                _stack.Push(address with { Offset = (int)(address.Offset + bytes.Bits) });
                break;
            case (ILOpCode.Add, StaticValue.Integer bytes, StaticValue.Address address):
                _stack.Push(address with { Offset = (int)(address.Offset + bytes.Bits) });
                break;
            case (ILOpCode.Sub, StaticValue.Address address, StaticValue.Integer bytes):
                _stack.Push(address with { Offset = (int)(address.Offset - bytes.Bits) });
                break;
            case (ILOpCode.Sub, StaticValue.Address end, StaticValue.Address start) when ReferenceEquals(end.Memory, start.Memory):
                Push(end.Offset - start.Offset, isWide: true);
                break;
            default:
                throw NotNumber();
        }
    }

    private void BinaryReal(ILOpCode opCode)
    {
        (StaticValue.Real y, StaticValue.Real x) = ((StaticValue.Real)_stack.Pop(), (StaticValue.Real)_stack.Pop());
        (double left, double right) = (x.Value, y.Value);
        double result = opCode switch
        {
            ILOpCode.Add => left + right,
            ILOpCode.Sub => left - right,
            ILOpCode.Mul => left * right,
            ILOpCode.Div => left / right,
            ILOpCode.Rem => left % right,
            _ => throw NotNumber(),
        };

        // The result of one operation on two floats is the same when it is computed as double and then rounded.
        bool isSingle = x.IsSingle && y.IsSingle;
        _stack.Push(new StaticValue.Real(isSingle ? (float)result : result, isSingle));
    }

    private bool TryChecked(ILOpCode opCode)
    {
        (ILOpCode Operation, bool IsSigned)? wrapping = opCode switch
        {
            ILOpCode.Add_ovf => (ILOpCode.Add, true),
            ILOpCode.Add_ovf_un => (ILOpCode.Add, false),
            ILOpCode.Sub_ovf => (ILOpCode.Sub, true),
            ILOpCode.Sub_ovf_un => (ILOpCode.Sub, false),
            ILOpCode.Mul_ovf => (ILOpCode.Mul, true),
            ILOpCode.Mul_ovf_un => (ILOpCode.Mul, false),
            _ => null,
        };
        if (wrapping is var (operation, isSigned))
        {
            (StaticValue.Integer right, StaticValue.Integer left) = (PopInteger(), PopInteger());
            bool isWide = left.IsWide || right.IsWide;
            (Int128 x, Int128 y) = (Exact(left, isWide, isSigned), Exact(right, isWide, isSigned));
            Int128 result = operation switch
            {
                ILOpCode.Add => x + y,
                ILOpCode.Sub => x - y,
                _ => x * y,
            };
            Check(result, isWide ? 64 : 32, isSigned);
            Push((long)(UInt128)result, isWide);
            return true;
        }

        if (CheckedConversion.TargetOf(opCode) is not var (bits, isTargetSigned))
        {
            return false;
        }

        if (_stack.Peek() is StaticValue.Real { Value: var real })
        {
            _stack.Pop();
            Int128 whole = Math.Abs(real) < Math.Pow(2, 64) ? (Int128)real : throw new NotConstantException("a checked operation overflows");
            Check(whole, bits, isTargetSigned);
            Push((long)(UInt128)whole, bits == 64);
            return true;
        }

        StaticValue.Integer value = PopInteger();
        Int128 exact = Exact(value, value.IsWide, opCode is not (>= ILOpCode.Conv_ovf_i1_un and <= ILOpCode.Conv_ovf_u_un));
        Check(exact, bits, isTargetSigned);
        Push((long)(UInt128)exact, bits == 64);
        return true;
    }

    private static Int128 Exact(StaticValue.Integer value, bool isWide, bool isSigned)
        => isSigned ? value.Bits : isWide && value.IsWide ? (ulong)value.Bits : (uint)value.Bits;

    private static void Check(Int128 value, int bits, bool isSigned)
    {
        Int128 least = isSigned ? -(Int128.One << (bits - 1)) : 0;
        Int128 most = (Int128.One << (isSigned ? bits - 1 : bits)) - 1;
        if (value < least || value > most)
        {
            throw new NotConstantException("a checked operation overflows");
        }
    }

    private void Shift(ILOpCode opCode)
    {
        (int count, StaticValue.Integer value) = ((int)Integer(), PopInteger());
        count &= value.IsWide ? 63 : 31;
        Push(opCode switch
        {
            ILOpCode.Shl => value.Bits << count,
            ILOpCode.Shr => value.Bits >> count,
            _ => value.IsWide ? value.Bits >>> count : (uint)value.Bits >> count,
        }, value.IsWide);
    }

    private int Branch(ILInstruction instruction)
    {
        bool isTaken;
        switch (instruction.OpCode)
        {
            case ILOpCode.Br or ILOpCode.Br_s:
                return (int)instruction.Operand;
            case ILOpCode.Switch:
                long value = Integer();
                return value >= 0 && value < instruction.Targets!.Length ? instruction.Targets[value] : instruction.Next;
            case ILOpCode.Brtrue or ILOpCode.Brtrue_s:
                isTaken = IsTrue(_stack.Pop());
                break;
            case ILOpCode.Brfalse or ILOpCode.Brfalse_s:
                isTaken = !IsTrue(_stack.Pop());
                break;
            case ILOpCode.Leave or ILOpCode.Leave_s:
                return Leave(instruction);
            default:
                isTaken = PopComparison(instruction.OpCode);
                break;
        }

        return isTaken ? (int)instruction.Operand : instruction.Next;
    }

    private bool IsTrue(StaticValue value) => value switch
    {
        StaticValue.Integer integer => integer.Bits != 0,
        StaticValue.Address or StaticValue.Elements or StaticValue.Text or StaticValue.Box => true,
        _ => throw NotNumber(),
    };

    private bool PopComparison(ILOpCode opCode)
    {
        (StaticValue right, StaticValue left) = (_stack.Pop(), _stack.Pop());
        return (left, right) switch
        {
            (StaticValue.Real x, StaticValue.Real y) => CompareReal(opCode, x.Value, y.Value),
            (StaticValue.Elements x, StaticValue.Elements y) => ReferenceEquals(x.Data, y.Data)
                == (opCode is ILOpCode.Ceq or ILOpCode.Beq or ILOpCode.Beq_s),
            (StaticValue.Elements or StaticValue.Text or StaticValue.Box, StaticValue.Integer { Bits: 0 }) =>
                opCode is not (ILOpCode.Ceq or ILOpCode.Beq or ILOpCode.Beq_s),
            _ => Compare(opCode, Number(left), Number(right)),
        };

        StaticValue.Integer Number(StaticValue value) => value switch
        {
            StaticValue.Integer integer => integer,
            StaticValue.Address address => new StaticValue.Integer(_owner.References.NumberOf(address), IsWide: true),
            _ => throw NotNumber(),
        };
    }

    // What is not a number compares as "unordered": false, except where the instruction says otherwise.
    private static bool CompareReal(ILOpCode opCode, double left, double right) => opCode switch
    {
        ILOpCode.Ceq or ILOpCode.Beq or ILOpCode.Beq_s => left == right,
        ILOpCode.Bne_un or ILOpCode.Bne_un_s => left != right,
        ILOpCode.Cgt or ILOpCode.Bgt or ILOpCode.Bgt_s => left > right,
        ILOpCode.Cgt_un or ILOpCode.Bgt_un or ILOpCode.Bgt_un_s => !(left <= right),
        ILOpCode.Clt or ILOpCode.Blt or ILOpCode.Blt_s => left < right,
        ILOpCode.Clt_un or ILOpCode.Blt_un or ILOpCode.Blt_un_s => !(left >= right),
        ILOpCode.Bge or ILOpCode.Bge_s => left >= right,
        ILOpCode.Bge_un or ILOpCode.Bge_un_s => !(left < right),
        ILOpCode.Ble or ILOpCode.Ble_s => left <= right,
        ILOpCode.Ble_un or ILOpCode.Ble_un_s => !(left > right),
        _ => throw NotNumber(),
    };

    private static bool Compare(ILOpCode opCode, StaticValue.Integer left, StaticValue.Integer right)
    {
        bool isWide = left.IsWide || right.IsWide;
        int signed = left.Bits.CompareTo(right.Bits);
        int unsigned = isWide ? ((ulong)left.Bits).CompareTo((ulong)right.Bits) : ((uint)left.Bits).CompareTo((uint)right.Bits);
        return opCode switch
        {
            ILOpCode.Ceq or ILOpCode.Beq or ILOpCode.Beq_s => signed == 0,
            ILOpCode.Bne_un or ILOpCode.Bne_un_s => signed != 0,
            ILOpCode.Cgt or ILOpCode.Bgt or ILOpCode.Bgt_s => signed > 0,
            ILOpCode.Cgt_un or ILOpCode.Bgt_un or ILOpCode.Bgt_un_s => unsigned > 0,
            ILOpCode.Clt or ILOpCode.Blt or ILOpCode.Blt_s => signed < 0,
            ILOpCode.Clt_un or ILOpCode.Blt_un or ILOpCode.Blt_un_s => unsigned < 0,
            ILOpCode.Bge or ILOpCode.Bge_s => signed >= 0,
            ILOpCode.Bge_un or ILOpCode.Bge_un_s => unsigned >= 0,
            ILOpCode.Ble or ILOpCode.Ble_s => signed <= 0,
            ILOpCode.Ble_un or ILOpCode.Ble_un_s => unsigned <= 0,
            _ => throw new NotConstantException($"'{opCode.ToString().ToLowerInvariant()}' cannot be run at compile time"),
        };
    }

    private static StaticValue.Integer Fit(StaticValue.Integer value, TypeDesc type) => StaticReferences.Fit(value, type);

    private void Push(long bits, bool isWide) => _stack.Push(new StaticValue.Integer(isWide ? bits : (int)bits, isWide));

    private StaticValue.Integer PopInteger() => _stack.Pop() as StaticValue.Integer ?? throw NotNumber();

    private long Integer() => PopInteger().Bits;

    private static NotConstantException NotNumber() => new("a number is not a constant");
}
