using System.Reflection.Metadata;
using Bpf.Compiler.Il;
using Bpf.Compiler.Metadata;

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
            case ILOpCode.Neg:
                StaticValue.Integer negated = PopInteger();
                Push(-negated.Bits, negated.IsWide);
                return true;
            case ILOpCode.Not:
                StaticValue.Integer inverted = PopInteger();
                Push(~inverted.Bits, inverted.IsWide);
                return true;
            case ILOpCode.Ceq or ILOpCode.Cgt or ILOpCode.Cgt_un or ILOpCode.Clt or ILOpCode.Clt_un:
                (StaticValue.Integer right, StaticValue.Integer left) = (PopInteger(), PopInteger());
                Push(Compare(opCode, left, right) ? 1 : 0, isWide: false);
                return true;
            default:
                return TryConvert(opCode);
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
            _stack.Push(new StaticValue.Real(opCode == ILOpCode.Conv_r4 ? (float)number : number));
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

        StaticValue.Integer value = PopInteger();
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
                isTaken = Integer() != 0;
                break;
            case ILOpCode.Brfalse or ILOpCode.Brfalse_s:
                isTaken = Integer() == 0;
                break;
            case ILOpCode.Leave or ILOpCode.Leave_s:
                throw new NotConstantException("'try' cannot be run at compile time");
            default:
                (StaticValue.Integer right, StaticValue.Integer left) = (PopInteger(), PopInteger());
                isTaken = Compare(instruction.OpCode, left, right);
                break;
        }

        return isTaken ? (int)instruction.Operand : instruction.Next;
    }

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

    /// <summary>An integer as a variable of a type holds it.</summary>
    private static StaticValue.Integer Fit(StaticValue.Integer value, TypeDesc type) => LayoutEngine.SizeOf(type) switch
    {
        1 => new StaticValue.Integer(type.IsSigned ? (sbyte)value.Bits : (byte)value.Bits, IsWide: false),
        2 => new StaticValue.Integer(type.IsSigned ? (short)value.Bits : (ushort)value.Bits, IsWide: false),
        4 => new StaticValue.Integer((int)value.Bits, IsWide: false),
        _ => value with { IsWide = true },
    };

    private void Push(long bits, bool isWide) => _stack.Push(new StaticValue.Integer(isWide ? bits : (int)bits, isWide));

    private StaticValue.Integer PopInteger() => _stack.Pop() as StaticValue.Integer ?? throw NotNumber();

    private long Integer() => PopInteger().Bits;

    private static NotConstantException NotNumber() => new("a number is not a constant");
}
