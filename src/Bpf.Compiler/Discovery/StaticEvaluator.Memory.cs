using System.Reflection.Metadata;
using Bpf.Compiler.Il;
using Bpf.Compiler.Metadata;
using Bpf.Shared;

namespace Bpf.Compiler.Discovery;

/// <content>Variables, fields, elements and memory.</content>
internal sealed partial class StaticEvaluator
{
    private bool TryVariable(ILInstruction instruction)
    {
        int number = VariableOf(instruction);
        switch (instruction.OpCode)
        {
            case (>= ILOpCode.Ldarg_0 and <= ILOpCode.Ldarg_3) or ILOpCode.Ldarg or ILOpCode.Ldarg_s:
                _stack.Push(_argumentMemory.TryGetValue(number, out StaticValue.Address? spilled) ? Read(ArgumentType(number), spilled) : _arguments[number]);
                return true;
            case ILOpCode.Starg or ILOpCode.Starg_s:
                StoreArgument(number, _stack.Pop());
                return true;
            case ILOpCode.Ldarga or ILOpCode.Ldarga_s:
                _stack.Push(ArgumentAddress(number));
                return true;
            case (>= ILOpCode.Ldloc_0 and <= ILOpCode.Ldloc_3) or ILOpCode.Ldloc or ILOpCode.Ldloc_s:
                _stack.Push(Local(number) is StaticValue.Address memory && IsMemory(number) ? Read(_localTypes[number], memory) : Local(number));
                return true;
            case (>= ILOpCode.Stloc_0 and <= ILOpCode.Stloc_3) or ILOpCode.Stloc or ILOpCode.Stloc_s:
                StoreLocal(number, _stack.Pop());
                return true;
            case ILOpCode.Ldloca or ILOpCode.Ldloca_s:
                _stack.Push(IsMemory(number) ? Local(number) : throw new NotConstantException(
                    _localTypes[number] is DefinedType text && text.IsNamed("System.Runtime.CompilerServices.DefaultInterpolatedStringHandler")
                        ? NotConstant.Text : "it takes the address of a reference"));
                return true;
            default:
                return false;
        }
    }

    private bool TryMemory(ILInstruction instruction)
    {
        int operand = (int)instruction.Operand;
        switch (instruction.OpCode)
        {
            case ILOpCode.Initobj:
                _owner.References.Clear(Address(), LayoutEngine.SizeOf(Type(operand)));
                return true;
            case ILOpCode.Cpobj:
                StaticValue.Address copied = Address();
                Write(Read(Type(operand), copied), Type(operand), Address());
                return true;
            case ILOpCode.Localloc:
                _stack.Push(new StaticValue.Address(new byte[Math.Clamp(Integer(), 0, InitializerLimits.LocalMemory)], 0));
                return true;
            case ILOpCode.Ldobj:
                _stack.Push(Read(Type(operand), Address()));
                return true;
            case ILOpCode.Stobj:
                StaticValue stored = _stack.Pop();
                Write(stored, Type(operand), Address());
                return true;
            case ILOpCode.Ldflda:
                _stack.Push(FieldAddress(Address(), Field(instruction)));
                return true;
            case ILOpCode.Ldfld:
                FieldDesc read = Field(instruction);
                StaticValue.Address owner = _stack.Pop() switch
                {
                    StaticValue.Address address => address,
                    StaticValue.Bytes bytes => new StaticValue.Address(bytes.Data, 0),
                    StaticValue.Opaque => throw new NotConstantException(NotConstant.Object),
                    _ => throw NotMemory(),
                };
                _stack.Push(Read(read.Type, FieldAddress(owner, read)));
                return true;
            case ILOpCode.Stfld:
                StaticValue value = _stack.Pop();
                FieldDesc field = Field(instruction);
                Write(value, field.Type, FieldAddress(Address(), field));
                return true;
            case ILOpCode.Ldsfld:
                LoadStatic(Field(instruction));
                return true;
            case ILOpCode.Ldsflda:
                FieldDesc addressed = Field(instruction);
                _stack.Push(new StaticValue.Address(addressed.HasData ? _owner.References.DataOf(addressed)
                    : _owner.Memory(Unmanaged(addressed)), 0));
                return true;
            case ILOpCode.Stsfld:
                StoreStatic(Field(instruction), _stack.Pop());
                return true;
            case ILOpCode.Ldlen:
                StaticValue.Elements counted = Array();
                Push(counted.Data.Length / LayoutEngine.SizeOf(counted.Type), isWide: true);
                return true;
            case ILOpCode.Ldelema:
                _stack.Push(Element(out _));
                return true;
            case (>= ILOpCode.Ldelem_i1 and <= ILOpCode.Ldelem_r8) or ILOpCode.Ldelem:
                StaticValue.Address source = Element(out TypeDesc element);
                _stack.Push(Read(element, source));
                return true;
            case (>= ILOpCode.Stelem_i and <= ILOpCode.Stelem_r8) or ILOpCode.Stelem or ILOpCode.Stelem_ref:
                StoreElement();
                return true;
            default:
                return TryIndirect(instruction.OpCode);
        }
    }

    private bool TryIndirect(ILOpCode opCode)
    {
        PrimitiveTypeCode? type = opCode switch
        {
            ILOpCode.Ldind_i1 or ILOpCode.Stind_i1 => PrimitiveTypeCode.SByte,
            ILOpCode.Ldind_u1 => PrimitiveTypeCode.Byte,
            ILOpCode.Ldind_i2 or ILOpCode.Stind_i2 => PrimitiveTypeCode.Int16,
            ILOpCode.Ldind_u2 => PrimitiveTypeCode.UInt16,
            ILOpCode.Ldind_i4 or ILOpCode.Stind_i4 => PrimitiveTypeCode.Int32,
            ILOpCode.Ldind_u4 => PrimitiveTypeCode.UInt32,
            ILOpCode.Ldind_i8 or ILOpCode.Stind_i8 => PrimitiveTypeCode.Int64,
            ILOpCode.Ldind_r4 or ILOpCode.Stind_r4 => PrimitiveTypeCode.Single,
            ILOpCode.Ldind_r8 or ILOpCode.Stind_r8 => PrimitiveTypeCode.Double,
            ILOpCode.Ldind_i or ILOpCode.Stind_i => PrimitiveTypeCode.IntPtr,
            _ => null,
        };
        if (type is not { } primitive)
        {
            return false;
        }

        TypeDesc accessed = _method.Module.TypeSystem.Primitive(primitive);
        if (opCode is (>= ILOpCode.Ldind_i1 and <= ILOpCode.Ldind_ref))
        {
            _stack.Push(Read(accessed, Address()));
        }
        else
        {
            StaticValue value = _stack.Pop();
            Write(value, accessed, Address());
        }

        return true;
    }

    private static int VariableOf(ILInstruction instruction) => instruction.OpCode switch
    {
        >= ILOpCode.Ldarg_0 and <= ILOpCode.Ldarg_3 => instruction.OpCode - ILOpCode.Ldarg_0,
        >= ILOpCode.Ldloc_0 and <= ILOpCode.Ldloc_3 => instruction.OpCode - ILOpCode.Ldloc_0,
        >= ILOpCode.Stloc_0 and <= ILOpCode.Stloc_3 => instruction.OpCode - ILOpCode.Stloc_0,
        _ => (int)instruction.Operand,
    };

    // Arguments get memory when their address is taken.
    private StaticValue.Address ArgumentAddress(int number)
    {
        if (!_argumentMemory.TryGetValue(number, out StaticValue.Address? memory))
        {
            memory = new StaticValue.Address(new byte[LayoutEngine.SizeOf(ArgumentType(number))], 0);
            Write(_arguments[number], ArgumentType(number), memory);
            _argumentMemory.Add(number, memory);
        }

        return memory;
    }

    private void StoreArgument(int number, StaticValue value)
    {
        if (_argumentMemory.TryGetValue(number, out StaticValue.Address? memory))
        {
            Write(value, ArgumentType(number), memory);
        }
        else
        {
            _arguments[number] = value is StaticValue.Integer integer ? Fit(integer, ArgumentType(number)) : value;
        }
    }

    private TypeDesc ArgumentType(int number) => _method.IsStatic ? _method.Signature.ParameterTypes[number]
        : number > 0 ? _method.Signature.ParameterTypes[number - 1] : throw NotMemory();

    private StaticValue Local(int number) => _locals[number] ?? throw new NotConstantException("it uses a variable that is not a constant");

    private bool IsMemory(int number) => IsInMemory(_localTypes[number]);

    // Numbers, and structs of numbers and references, such as spans.
    private static bool IsInMemory(TypeDesc type) => type is DefinedType { IsValueType: true } defined && (GlobalData.IsUnmanaged(type)
        || (defined.Primitive is null && defined.InstanceFields.All(field => field.Type is ByRefType or PointerType || IsInMemory(field.Type))));

    private void StoreLocal(int number, StaticValue value)
    {
        if (!IsMemory(number))
        {
            _locals[number] = value;
            return;
        }

        StaticValue.Address memory = _locals[number] as StaticValue.Address ?? new StaticValue.Address(new byte[LayoutEngine.SizeOf(_localTypes[number])], 0);
        Write(value, _localTypes[number], memory);
        _locals[number] = memory;
    }

    // The memory stays, because another statement may set it through its address.
    private void ForgetLocal(int number)
    {
        if (_locals[number] is StaticValue.Address memory && IsMemory(number))
        {
            _owner.References.Forget(memory);
        }
        else
        {
            _locals[number] = null;
        }
    }

    private void LoadStatic(FieldDesc field)
    {
        if (field.Owner.Module.IsFramework && !_method.Module.IsFramework && !FrameworkCode.Computes(FrameworkMembers.Of(field)))
        {
            throw new NotConstantException(NotConstant.Memory);
        }

        if (field.Type is ArrayType)
        {
            _stack.Push(_owner.Array(field) ?? (StaticValue)new StaticValue.Opaque());
        }
        else if (_owner.Text(field) is { } text)
        {
            _stack.Push(text);
        }
        else if (field.FindAttribute(AttributeNames.Map) is not null || !GlobalData.IsUnmanaged(field.Type))
        {
            _stack.Push(new StaticValue.Opaque());
        }
        else
        {
            _stack.Push(Read(field.Type, new StaticValue.Address(_owner.Memory(Unmanaged(field)), 0)));
        }
    }

    // What the framework keeps in variables is not known before it runs.
    private static FieldDesc Unmanaged(FieldDesc field)
        => GlobalData.IsUnmanaged(field.Type) && (field.IsReadOnly || !field.Owner.Module.IsFramework) ? field : throw NotMemory();

    private void StoreStatic(FieldDesc field, StaticValue value)
    {
        if (value is StaticValue.Elements elements)
        {
            // Two fields with one array would be two arrays in the object.
            if (_owner.IsHeld(elements))
            {
                _owner.SetUnknown(field, NotConstant.SharedArray);
            }

            _owner.SetArray(field, elements);
        }
        else if (value is StaticValue.Text text)
        {
            _owner.SetText(field, text);
        }
        else if (GlobalData.IsUnmanaged(field.Type))
        {
            // An address is not known before the object is loaded.
            Write(HoldsAddress(field.Type) ? throw NotMemory() : value, field.Type, new StaticValue.Address(_owner.NewMemory(field), 0));

            bool HoldsAddress(TypeDesc type) => value is not StaticValue.Integer { Bits: 0 } && type switch
            {
                PointerType or FunctionPointerType => true,
                DefinedType { Primitive: null, IsEnum: false } defined => defined.InstanceFields.Any(inner => HoldsAddress(inner.Type)) && !IsZero(value),
                _ => value is StaticValue.Address,
            };
        }
    }

    private StaticValue.Address Element(out TypeDesc element)
    {
        long index = Integer();
        StaticValue.Elements array = Array();
        element = array.Type;
        int size = LayoutEngine.SizeOf(element);
        return index >= 0 && index < array.Data.Length / size
            ? new StaticValue.Address(array.Data, checked((int)(index * size)))
            : throw new NotConstantException("an index is out of range");
    }

    private void StoreElement()
    {
        StaticValue value = _stack.Pop();
        if (_stack.ElementAt(1) is StaticValue.Opaque)
        {
            _stack.Pop();
            _stack.Pop();
            return;
        }

        StaticValue.Address target = Element(out TypeDesc element);
        Write(value, element, target);
    }

    private static bool IsZero(StaticValue value) => value is StaticValue.Bytes bytes && !bytes.Data.AsSpan().ContainsAnyExcept((byte)0);

    private void Write(StaticValue value, TypeDesc type, StaticValue.Address target) => _owner.References.Write(value, type, target);

    private StaticValue Read(TypeDesc type, StaticValue.Address source) => _owner.References.Read(type, source);

    private static StaticValue.Address FieldAddress(StaticValue.Address owner, FieldDesc field)
        => new(owner.Memory, owner.Offset + field.Owner.Layout.OffsetOf(field));

    private StaticValue.Elements Array() => _stack.Pop() as StaticValue.Elements ?? throw new NotConstantException("an array is not a constant");

    private StaticValue.Address Address() => _stack.Pop() switch
    {
        StaticValue.Address address => address,
        StaticValue.Opaque => throw new NotConstantException(NotConstant.Object),
        _ => throw NotMemory(),
    };

    private static NotConstantException NotMemory() => new(NotConstant.Memory);
}
