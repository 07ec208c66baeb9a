using System.Buffers.Binary;
using System.Reflection.Metadata;
using Bpf.Compiler.Metadata;

namespace Bpf.Compiler.Discovery;

/// <summary>
/// Memory while static constructors run at compile time: numbers as bytes, and references to other memory as numbers that only it understands.
/// </summary>
internal sealed class StaticReferences
{
    private readonly List<byte[]> _memories = [];
    private readonly Dictionary<(DefinedType, FieldDefinitionHandle), byte[]> _data = [];
    private readonly HashSet<byte[]> _forgotten = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<byte[], long> _numbers = new(ReferenceEqualityComparer.Instance);

    /// <summary>Returns the constant data of a field, such as that of a <c>u8</c> literal: the same memory each time.</summary>
    public byte[] DataOf(FieldDesc field)
    {
        if (!_data.TryGetValue((field.Owner, field.Handle), out byte[]? data))
        {
            data = field.ReadData(LayoutEngine.SizeOf(field.Type));
            _data.Add((field.Owner, field.Handle), data);
        }

        return data;
    }

    /// <summary>A number for an address, which grows with the offset; never 0.</summary>
    public long NumberOf(StaticValue.Address address)
    {
        if (!_numbers.TryGetValue(address.Memory, out long number))
        {
            _memories.Add(address.Memory);
            number = _memories.Count;
            _numbers.Add(address.Memory, number);
        }

        return (number << 32) + address.Offset;
    }

    /// <summary>Makes the contents of memory unknown until all of it is set.</summary>
    public void Forget(StaticValue.Address memory) => _forgotten.Add(memory.Memory);

    /// <summary>Sets memory to zero.</summary>
    /// <exception cref="NotConstantException">The memory ends before.</exception>
    public void Clear(StaticValue.Address target, int size)
    {
        target.Span(size).Clear();
        Remember(target, size);
    }

    /// <exception cref="NotConstantException">The contents are unknown.</exception>
    public void CheckKnown(StaticValue.Address source)
    {
        if (_forgotten.Contains(source.Memory))
        {
            throw new NotConstantException("it uses a variable that is not a constant");
        }
    }

    private void Remember(StaticValue.Address target, int size)
    {
        if (size == target.Memory.Length)
        {
            _forgotten.Remove(target.Memory);
        }
    }

    /// <exception cref="NotConstantException">The value does not fit the type, or the memory ends before it.</exception>
    public void Write(StaticValue value, TypeDesc type, StaticValue.Address target)
    {
        int size = LayoutEngine.SizeOf(type);
        Remember(target, size);
        Span<byte> memory = target.Span(size);
        Span<byte> bits = stackalloc byte[sizeof(long)];
        switch (value)
        {
            case StaticValue.Integer integer when size <= sizeof(long):
                BinaryPrimitives.WriteInt64LittleEndian(bits, integer.Bits);
                bits[..size].CopyTo(memory);
                break;
            case StaticValue.Address address when size == sizeof(long):
                BinaryPrimitives.WriteInt64LittleEndian(memory, NumberOf(address));
                break;
            case StaticValue.Real real when type is DefinedType { Primitive: PrimitiveTypeCode.Single }:
                BinaryPrimitives.WriteSingleLittleEndian(memory, (float)real.Value);
                break;
            case StaticValue.Real real when type is DefinedType { Primitive: PrimitiveTypeCode.Double }:
                BinaryPrimitives.WriteDoubleLittleEndian(memory, real.Value);
                break;
            case StaticValue.Bytes bytes when bytes.Data.Length <= size:
                bytes.Data.CopyTo(memory);
                break;
            default:
                throw new NotConstantException($"a value of type '{type.DisplayName}' is not a constant");
        }
    }

    /// <exception cref="NotConstantException">The memory ends before it.</exception>
    public StaticValue Read(TypeDesc type, StaticValue.Address source)
    {
        CheckKnown(source);
        ReadOnlySpan<byte> memory = source.Span(LayoutEngine.SizeOf(type));
        switch (type)
        {
            case DefinedType { Primitive: PrimitiveTypeCode.Single }:
                return new StaticValue.Real(BinaryPrimitives.ReadSingleLittleEndian(memory), IsSingle: true);
            case DefinedType { Primitive: PrimitiveTypeCode.Double }:
                return new StaticValue.Real(BinaryPrimitives.ReadDoubleLittleEndian(memory), IsSingle: false);
            case DefinedType { Primitive: null, IsEnum: false, IsValueType: true }:
                return new StaticValue.Bytes(memory.ToArray());
            case ByRefType or PointerType when BinaryPrimitives.ReadInt64LittleEndian(memory) is not 0 and var number:
                int index = (int)((number + int.MaxValue) >> 32) - 1;
                return index >= 0 && index < _memories.Count
                    ? new StaticValue.Address(_memories[index], (int)(number - ((long)(index + 1) << 32)))
                    : throw new NotConstantException("an address is not a constant");
        }

        Span<byte> bits = stackalloc byte[sizeof(long)];
        bits.Fill(type.IsSigned && (memory[^1] & 0x80) != 0 ? (byte)0xFF : (byte)0);
        memory.CopyTo(bits);
        return Fit(new StaticValue.Integer(BinaryPrimitives.ReadInt64LittleEndian(bits), IsWide: true), type);
    }

    /// <summary>An integer as a variable of a type holds it.</summary>
    public static StaticValue.Integer Fit(StaticValue.Integer value, TypeDesc type) => LayoutEngine.SizeOf(type) switch
    {
        1 => new StaticValue.Integer(type.IsSigned ? (sbyte)value.Bits : (byte)value.Bits, IsWide: false),
        2 => new StaticValue.Integer(type.IsSigned ? (short)value.Bits : (ushort)value.Bits, IsWide: false),
        4 => new StaticValue.Integer((int)value.Bits, IsWide: false),
        _ => value with { IsWide = true },
    };
}
