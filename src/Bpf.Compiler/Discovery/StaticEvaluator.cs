using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using Bpf.Compiler.Il;
using Bpf.Compiler.Metadata;

namespace Bpf.Compiler.Discovery;

/// <summary>Runs straight-line IL that only builds constants: static constructors, and the struct constructors they call.</summary>
internal sealed class StaticEvaluator
{
    private const int MaximumDepth = 16;

    private readonly MethodDesc _method;
    private readonly InitialValues _owner;
    private readonly int _depth;
    private readonly Stack<StaticValue> _stack = new();
    private readonly byte[][] _locals;
    private readonly ImmutableArray<TypeDesc> _localTypes;
    private readonly StaticValue[] _arguments;

    private StaticEvaluator(MethodDesc method, InitialValues owner, StaticValue[] arguments, int depth)
    {
        if (depth > MaximumDepth || !method.HasBody)
        {
            throw new NotConstantException($"it calls '{method.DisplayName}'");
        }

        _method = method;
        _owner = owner;
        _arguments = arguments;
        _depth = depth;
        MethodBodyBlock body = method.ReadBody();
        _localTypes = body.LocalSignature.IsNil
            ? []
            : method.Module.Reader.GetStandaloneSignature(body.LocalSignature).DecodeLocalSignature(method.Module.Signatures, method.Context);
        _locals = [.. _localTypes.Select(type => new byte[LayoutEngine.SizeOf(type)])];
    }

    /// <summary>Runs a static constructor; a statement that cannot be run leaves the fields it sets unknown.</summary>
    public static void RunConstructor(MethodDesc constructor, InitialValues owner)
    {
        StaticEvaluator evaluator = new(constructor, owner, [], 0);
        ImmutableArray<ILInstruction> instructions = ILDecoder.Decode(constructor.ReadBody().GetILReader());
        string? fault = null;
        foreach (ILInstruction instruction in instructions)
        {
            if (constructor.DebugInfo?.Points.Any(point => point.Offset == instruction.Offset) == true)
            {
                fault = null;
                evaluator._stack.Clear();
            }

            if (fault is not null && instruction.OpCode == ILOpCode.Stsfld)
            {
                owner.SetUnknown(evaluator.Field(instruction), fault);
            }
            else if (fault is null)
            {
                try
                {
                    evaluator.Step(instruction);
                }
                catch (NotConstantException exception)
                {
                    fault = exception.Message;
                }
            }
        }
    }

    private static StaticValue? Call(MethodDesc method, InitialValues owner, StaticValue[] arguments, int depth)
    {
        StaticEvaluator evaluator = new(method, owner, arguments, depth);
        foreach (ILInstruction instruction in ILDecoder.Decode(method.ReadBody().GetILReader()))
        {
            if (instruction.OpCode == ILOpCode.Ret)
            {
                break;
            }

            evaluator.Step(instruction);
        }

        return evaluator._stack.TryPop(out StaticValue? result) ? result : null;
    }

    private void Step(ILInstruction instruction)
    {
        ILOpCode opCode = instruction.OpCode;
        int operand = (int)instruction.Operand;
        switch (opCode)
        {
            case ILOpCode.Nop or ILOpCode.Ret:
                break;
            case >= ILOpCode.Ldc_i4_m1 and <= ILOpCode.Ldc_i4_8:
                _stack.Push(new StaticValue.Integer((int)opCode - (int)ILOpCode.Ldc_i4_0));
                break;
            case ILOpCode.Ldc_i4 or ILOpCode.Ldc_i4_s or ILOpCode.Ldc_i8:
                _stack.Push(new StaticValue.Integer(instruction.Operand));
                break;
            case ILOpCode.Ldnull or ILOpCode.Ldstr or ILOpCode.Ldc_r4 or ILOpCode.Ldc_r8:
                _stack.Push(new StaticValue.Opaque());
                break;
            case ILOpCode.Conv_i8 or ILOpCode.Conv_i or ILOpCode.Conv_i4:
                break;
            case ILOpCode.Conv_u8 or ILOpCode.Conv_u:
                _stack.Push(new StaticValue.Integer((uint)Integer()));
                break;
            case ILOpCode.Conv_u4:
                _stack.Push(new StaticValue.Integer((int)Integer()));
                break;
            case ILOpCode.Dup:
                _stack.Push(_stack.Peek());
                break;
            case ILOpCode.Pop:
                _stack.Pop();
                break;
            case >= ILOpCode.Ldarg_0 and <= ILOpCode.Ldarg_3:
                _stack.Push(_arguments[opCode - ILOpCode.Ldarg_0]);
                break;
            case ILOpCode.Ldarg or ILOpCode.Ldarg_s:
                _stack.Push(_arguments[operand]);
                break;
            case >= ILOpCode.Ldloc_0 and <= ILOpCode.Ldloc_3:
                LoadLocal(opCode - ILOpCode.Ldloc_0);
                break;
            case ILOpCode.Ldloc or ILOpCode.Ldloc_s:
                LoadLocal(operand);
                break;
            case >= ILOpCode.Stloc_0 and <= ILOpCode.Stloc_3:
                Write(_stack.Pop(), _localTypes[opCode - ILOpCode.Stloc_0], new StaticValue.Address(_locals[opCode - ILOpCode.Stloc_0], 0));
                break;
            case ILOpCode.Stloc or ILOpCode.Stloc_s:
                Write(_stack.Pop(), _localTypes[operand], new StaticValue.Address(_locals[operand], 0));
                break;
            case ILOpCode.Ldloca or ILOpCode.Ldloca_s:
                _stack.Push(new StaticValue.Address(_locals[operand], 0));
                break;
            case ILOpCode.Initobj:
                StaticValue.Address cleared = Address();
                cleared.Memory.AsSpan(cleared.Offset, LayoutEngine.SizeOf(Type(operand))).Clear();
                break;
            case ILOpCode.Ldflda:
                _stack.Push(FieldAddress(Address(), Field(instruction)));
                break;
            case ILOpCode.Stfld:
                StaticValue value = _stack.Pop();
                FieldDesc field = Field(instruction);
                Write(value, field.Type, FieldAddress(Address(), field));
                break;
            case ILOpCode.Ldtoken:
                _stack.Push(MetadataTokens.EntityHandle(operand).Kind == HandleKind.FieldDefinition
                    ? new StaticValue.Token(Field(instruction))
                    : new StaticValue.Opaque());
                break;
            case ILOpCode.Newarr:
                NewArray(Type(operand));
                break;
            case (>= ILOpCode.Stelem_i and <= ILOpCode.Stelem_i8) or ILOpCode.Stelem:
                StoreElement();
                break;
            case ILOpCode.Stsfld:
                _owner.Set(Field(instruction), _stack.Pop());
                break;
            case ILOpCode.Ldsfld:
                LoadStatic(Field(instruction));
                break;
            case ILOpCode.Newobj:
                NewObject(_method.Module.ResolveMethod(MetadataTokens.EntityHandle(operand), _method.Context));
                break;
            case ILOpCode.Call:
                CallMethod(_method.Module.ResolveMethod(MetadataTokens.EntityHandle(operand), _method.Context));
                break;
            default:
                throw new NotConstantException($"'{opCode.ToString().ToLowerInvariant()}' cannot be run at compile time");
        }
    }

    /// <summary>The bytes of a value in memory.</summary>
    public static byte[] ToMemory(StaticValue value, TypeDesc type)
    {
        byte[] memory = new byte[value is StaticValue.Elements elements ? elements.Data.Length : LayoutEngine.SizeOf(type)];
        if (value is StaticValue.Elements array)
        {
            array.Data.CopyTo(memory, 0);
        }
        else
        {
            Write(value, type, new StaticValue.Address(memory, 0));
        }

        return memory;
    }

    private static void Write(StaticValue value, TypeDesc type, StaticValue.Address target)
    {
        int size = LayoutEngine.SizeOf(type);
        switch (value)
        {
            case StaticValue.Integer integer when size <= sizeof(long):
                Span<byte> bits = stackalloc byte[sizeof(long)];
                BinaryPrimitives.WriteInt64LittleEndian(bits, integer.Bits);
                bits[..size].CopyTo(target.Memory.AsSpan(target.Offset));
                break;
            case StaticValue.Bytes bytes:
                bytes.Data.CopyTo(target.Memory, target.Offset);
                break;
            default:
                throw new NotConstantException($"a value of type '{type.DisplayName}' is not a constant");
        }
    }

    private static StaticValue Read(TypeDesc type, StaticValue.Address source)
    {
        int size = LayoutEngine.SizeOf(type);
        ReadOnlySpan<byte> memory = source.Memory.AsSpan(source.Offset, size);
        if (type is DefinedType { Primitive: null, IsEnum: false, IsValueType: true })
        {
            return new StaticValue.Bytes(memory.ToArray());
        }

        Span<byte> bits = stackalloc byte[sizeof(long)];
        bits.Fill(type.IsSigned && (memory[^1] & 0x80) != 0 ? (byte)0xFF : (byte)0);
        memory.CopyTo(bits);
        return new StaticValue.Integer(BinaryPrimitives.ReadInt64LittleEndian(bits));
    }

    private static StaticValue.Address FieldAddress(StaticValue.Address owner, FieldDesc field)
        => new(owner.Memory, owner.Offset + field.Owner.Layout.OffsetOf(field));

    private void LoadLocal(int index) => _stack.Push(Read(_localTypes[index], new StaticValue.Address(_locals[index], 0)));

    private void LoadStatic(FieldDesc field)
        => _stack.Push(field.FindAttribute("Bpf.BpfMapAttribute") is not null || !GlobalData.IsUnmanaged(field.Type)
            ? new StaticValue.Opaque()
            : Read(field.Type, new StaticValue.Address(_owner.Find(field) ?? new byte[LayoutEngine.SizeOf(field.Type)], 0)));

    private void NewArray(TypeDesc element)
    {
        long length = Integer();
        _stack.Push(GlobalData.IsUnmanaged(element)
            ? new StaticValue.Elements(new byte[checked((int)length * LayoutEngine.SizeOf(element))], element)
            : new StaticValue.Opaque());
    }

    private void StoreElement()
    {
        StaticValue value = _stack.Pop();
        long index = Integer();
        if (_stack.Pop() is StaticValue.Elements array)
        {
            Write(value, array.Type, new StaticValue.Address(array.Data, (int)index * LayoutEngine.SizeOf(array.Type)));
        }
    }

    private void NewObject(MethodDesc constructor)
    {
        StaticValue[] arguments = Arguments(constructor.Signature.ParameterTypes.Length);
        if (!constructor.Owner.IsValueType)
        {
            _stack.Push(new StaticValue.Opaque());
            return;
        }

        byte[] memory = new byte[LayoutEngine.SizeOf(constructor.Owner)];
        Call(constructor, _owner, [new StaticValue.Address(memory, 0), .. arguments], _depth + 1);
        _stack.Push(new StaticValue.Bytes(memory));
    }

    private void CallMethod(MethodDesc method)
    {
        StaticValue[] arguments = Arguments(method.Signature.ParameterTypes.Length + (method.IsStatic ? 0 : 1));
        if (method.Owner.IsNamed("System.Runtime.CompilerServices.RuntimeHelpers") && method.Name == "InitializeArray")
        {
            if (arguments is [StaticValue.Elements array, StaticValue.Token token])
            {
                token.Field.ReadData(array.Data.Length).CopyTo(array.Data, 0);
            }
        }
        else if (Call(method, _owner, arguments, _depth + 1) is { } result)
        {
            _stack.Push(result);
        }
    }

    private StaticValue[] Arguments(int count)
    {
        StaticValue[] arguments = new StaticValue[count];
        for (int i = count - 1; i >= 0; i--)
        {
            arguments[i] = _stack.Pop();
        }

        return arguments;
    }

    private long Integer() => _stack.Pop() is StaticValue.Integer integer ? integer.Bits : throw new NotConstantException("a number is not a constant");

    private StaticValue.Address Address()
        => _stack.Pop() as StaticValue.Address ?? throw new NotConstantException("it writes to memory that is not a constant's");

    private TypeDesc Type(int token) => _method.Module.ResolveType(MetadataTokens.EntityHandle(token), _method.Context);

    private FieldDesc Field(ILInstruction instruction)
        => _method.Module.ResolveField(MetadataTokens.EntityHandle((int)instruction.Operand), _method.Context);
}
