using System.Collections.Immutable;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Bpf.Compiler.Il;
using Bpf.Compiler.Metadata;
using Bpf.Shared;

namespace Bpf.Compiler.Discovery;

/// <summary>Runs IL that only computes: static constructors, and the methods that they call.</summary>
internal sealed partial class StaticEvaluator
{
    private readonly MethodDesc _method;
    private readonly InitialValues _owner;
    private readonly int _depth;
    private readonly StrongBox<int> _steps;
    private readonly Stack<StaticValue> _stack = new();
    private readonly ImmutableArray<ILInstruction> _instructions;
    private readonly ImmutableArray<TypeDesc> _localTypes;
    private readonly StaticValue[] _arguments;
    private readonly Dictionary<int, StaticValue.Address> _argumentMemory = [];

    // Memory of numbers and structs, the value itself for everything else; null for what could not be computed.
    private readonly StaticValue?[] _locals;
    private readonly ImmutableArray<ExceptionRegion> _regions;

    // Where execution goes on at the ends of "finally" blocks, the first one last.
    private readonly Stack<int> _continuations = new();
    private int _index;
    private TypeDesc? _constraint;

    private StaticEvaluator(MethodDesc method, InitialValues owner, StaticValue[] arguments, int depth, StrongBox<int> steps)
    {
        if (depth > InitializerLimits.Depth || !method.HasBody)
        {
            throw method.HasBody ? new NotConstantException(NotConstant.Depth) : CannotCall(method);
        }

        _method = method;
        _owner = owner;
        _arguments = arguments;
        _depth = depth;
        _steps = steps;
        MethodBodyBlock body = method.ReadBody();
        _instructions = ILDecoder.Decode(body.GetILReader());
        _regions = body.ExceptionRegions;
        _localTypes = body.LocalSignature.IsNil
            ? []
            : method.Module.Reader.GetStandaloneSignature(body.LocalSignature).DecodeLocalSignature(method.Module.Signatures, method.Context);
        _locals = [.. _localTypes.Select(type => IsInMemory(type)
            ? new StaticValue.Address(new byte[LayoutEngine.SizeOf(type)], 0)
            : (StaticValue)new StaticValue.Opaque())];
    }

    /// <summary>Runs a static constructor; a statement that cannot be run leaves what it sets unknown.</summary>
    public static void RunConstructor(MethodDesc constructor, InitialValues owner)
    {
        StaticEvaluator evaluator = new(constructor, owner, [], 0, new StrongBox<int>());
        int reached = 0;
        while (evaluator._index < evaluator._instructions.Length)
        {
            // Each initializer has the whole budget; a loop stays within that of its first round.
            if (evaluator._stack.Count == 0 && evaluator._index > reached)
            {
                (reached, evaluator._steps.Value) = (evaluator._index, 0);
            }

            try
            {
                if (!evaluator.TryStep(out _))
                {
                    return;
                }
            }
            catch (Exception exception) when (exception is NotConstantException or MetadataException)
            {
                if (!evaluator.SkipStatement(exception.Message))
                {
                    return;
                }
            }
        }
    }

    /// <summary>Goes on behind the statement that failed; false when nobody knows what runs next.</summary>
    private bool SkipStatement(string reason)
    {
        int failed = _instructions[_index].Offset;
        IReadOnlyList<int> starts = [.. _method.DebugInfo?.Points.Select(point => point.Offset) ?? []];
        int start = starts.Where(offset => offset <= failed).DefaultIfEmpty(0).Max();
        int end = starts.Where(offset => offset > failed).DefaultIfEmpty(int.MaxValue).Min();
        bool isStraight = starts.Count > 0 && _instructions.All(instruction => IsIn(instruction) ? StaysIn(instruction) : !EntersIn(instruction));
        ILInstruction[] forgotten = [.. _instructions.Where(instruction => isStraight ? IsIn(instruction) : instruction.Offset >= start || HasLoops())];
        bool writesElements = forgotten.Any(MayWriteElements);
        foreach (ILInstruction instruction in forgotten)
        {
            Forget(instruction, reason, writesElements);
        }

        _stack.Clear();
        _continuations.Clear();
        _constraint = null;
        _index = _instructions.Length;
        for (int i = 0; i < _instructions.Length && isStraight; i++)
        {
            if (_instructions[i].Offset == end)
            {
                _index = i;
            }
        }

        return isStraight;

        bool IsIn(ILInstruction instruction) => instruction.Offset >= start && instruction.Offset < end;

        // The conditions of an expression choose between parts of it; all of them end up behind it.
        bool StaysIn(ILInstruction instruction) => instruction.OpCode != ILOpCode.Ret && TargetsOf(instruction).All(target => target > start && target <= end);

        bool EntersIn(ILInstruction instruction) => TargetsOf(instruction).Any(target => target > start && target < end);

        bool HasLoops() => _instructions.Any(instruction => instruction.OpCode.IsBranch() && instruction.Operand <= instruction.Offset);
    }

    private static int[] TargetsOf(ILInstruction instruction)
        => instruction.Targets ?? (instruction.OpCode.IsBranch() ? [(int)instruction.Operand] : []);

    private void Forget(ILInstruction instruction, string reason, bool writesElements)
    {
        switch (instruction.OpCode)
        {
            case ILOpCode.Stsfld or ILOpCode.Ldsflda:
                _owner.SetUnknown(Field(instruction), reason);
                break;
            case ILOpCode.Ldsfld when writesElements && Field(instruction) is { Type: ArrayType } field:
                _owner.SetUnknown(field, reason);
                break;
            case (>= ILOpCode.Stloc_0 and <= ILOpCode.Stloc_3) or ILOpCode.Stloc or ILOpCode.Stloc_s or ILOpCode.Ldloca or ILOpCode.Ldloca_s:
                ForgetLocal(VariableOf(instruction));
                break;
        }
    }

    // An element is written in place, through its address, or by a method that gets the array.
    private bool MayWriteElements(ILInstruction instruction) => instruction.OpCode switch
    {
        (>= ILOpCode.Stelem_i and <= ILOpCode.Stelem_ref) or ILOpCode.Stelem or ILOpCode.Ldelema or ILOpCode.Newobj => true,
        ILOpCode.Call or ILOpCode.Callvirt
            => _method.Module.ResolveMethod(MetadataTokens.EntityHandle((int)instruction.Operand), _method.Context) is { IsStatic: false }
            or { Signature.ParameterTypes.Length: > 0 },
        _ => false,
    };

    private static StaticValue? Call(MethodDesc method, InitialValues owner, StaticValue[] arguments, int depth, StrongBox<int> steps)
    {
        StaticEvaluator evaluator = new(method, owner, arguments, depth, steps);
        while (evaluator.TryStep(out StaticValue? result))
        {
            if (result is not null)
            {
                return result;
            }
        }

        return null;
    }

    /// <summary>Runs one instruction; false at the end of the method.</summary>
    private bool TryStep(out StaticValue? result)
    {
        result = null;
        if (++_steps.Value > InitializerLimits.Steps)
        {
            throw new NotConstantException(NotConstant.Time);
        }

        ILInstruction instruction = _instructions[_index];
        if (instruction.OpCode == ILOpCode.Ret)
        {
            return _stack.TryPop(out result);
        }

        if (instruction.OpCode is ILOpCode.Throw or ILOpCode.Rethrow or ILOpCode.Isinst or ILOpCode.Castclass or ILOpCode.Unbox or ILOpCode.Unbox_any
            or ILOpCode.Ldftn)
        {
            throw new NotConstantException(instruction.OpCode is ILOpCode.Throw or ILOpCode.Rethrow ? NotConstant.Throws : NotConstant.Object);
        }

        if (instruction.OpCode.IsBranch() || instruction.OpCode is ILOpCode.Switch or ILOpCode.Endfinally)
        {
            int target = instruction.OpCode == ILOpCode.Endfinally ? _continuations.Pop() : Branch(instruction);
            _index = _instructions.BinarySearch(new ILInstruction(target, default, 0, null, 0),
                Comparer<ILInstruction>.Create((left, right) => left.Offset.CompareTo(right.Offset)));
            return true;
        }

        if (!TryConstant(instruction) && !TryArithmetic(instruction.OpCode) && !TryVariable(instruction) && !TryMemory(instruction) && !TryObject(instruction))
        {
            throw new NotConstantException($"'{instruction.OpCode.ToString().ToLowerInvariant()}' cannot be run at compile time");
        }

        _index++;
        return true;
    }

    // Nothing has been thrown, or the method would not be run any more: only "finally" blocks run.
    private int Leave(ILInstruction instruction)
    {
        _stack.Clear();
        int target = (int)instruction.Operand;
        int first = target;
        foreach (ExceptionRegion region in _regions.Reverse())
        {
            if (region.Kind == ExceptionRegionKind.Finally && IsIn(instruction.Offset) && !IsIn(target))
            {
                _continuations.Push(first);
                first = region.HandlerOffset;
            }

            bool IsIn(int offset) => offset >= region.TryOffset && offset < region.TryOffset + region.TryLength;
        }

        return first;
    }

    private bool TryConstant(ILInstruction instruction)
    {
        switch (instruction.OpCode)
        {
            case ILOpCode.Nop or ILOpCode.Readonly or ILOpCode.Volatile or ILOpCode.Unaligned:
                return true;
            case ILOpCode.Constrained:
                _constraint = Type((int)instruction.Operand);
                return true;
            case >= ILOpCode.Ldc_i4_m1 and <= ILOpCode.Ldc_i4_8:
                Push((int)instruction.OpCode - (int)ILOpCode.Ldc_i4_0, isWide: false);
                return true;
            case ILOpCode.Ldc_i4 or ILOpCode.Ldc_i4_s:
                Push(instruction.Operand, isWide: false);
                return true;
            case ILOpCode.Ldc_i8:
                Push(instruction.Operand, isWide: true);
                return true;
            case ILOpCode.Ldc_r4:
                _stack.Push(new StaticValue.Real(BitConverter.Int32BitsToSingle((int)instruction.Operand), IsSingle: true));
                return true;
            case ILOpCode.Ldc_r8:
                _stack.Push(new StaticValue.Real(BitConverter.Int64BitsToDouble(instruction.Operand), IsSingle: false));
                return true;
            case ILOpCode.Sizeof:
                Push(LayoutEngine.SizeOf(Type((int)instruction.Operand)), isWide: false);
                return true;
            case ILOpCode.Ldnull:
                Push(0, isWide: true);
                return true;
            case ILOpCode.Ldstr:
                _stack.Push(new StaticValue.Text(_method.Module.Reader.GetUserString((UserStringHandle)MetadataTokens.Handle((int)instruction.Operand))));
                return true;
            case ILOpCode.Ldtoken:
                _stack.Push(IsField(MetadataTokens.EntityHandle((int)instruction.Operand))
                    ? new StaticValue.Token(Field(instruction))
                    : new StaticValue.TypeToken(Type((int)instruction.Operand)));
                return true;
            case ILOpCode.Dup:
                _stack.Push(_stack.Peek());
                return true;
            case ILOpCode.Pop:
                _stack.Pop();
                return true;
            default:
                return false;
        }
    }

    private bool TryObject(ILInstruction instruction)
    {
        int operand = (int)instruction.Operand;
        switch (instruction.OpCode)
        {
            case ILOpCode.Newarr:
                NewArray(Type(operand));
                return true;
            case ILOpCode.Newobj:
                NewObject(_method.Module.ResolveMethod(MetadataTokens.EntityHandle(operand), _method.Context));
                return true;
            case ILOpCode.Box when Type(operand) is DefinedType { IsValueType: true, FullName: not "System.Nullable`1" }:
                _stack.Pop();
                _stack.Push(new StaticValue.Box());
                return true;
            case ILOpCode.Call or ILOpCode.Callvirt:
                MethodDesc method = _method.Module.ResolveMethod(MetadataTokens.EntityHandle(operand), _method.Context);
                CallMethod(_constraint is { } constraint ? VirtualMethods.Resolve(method, constraint) ?? throw CannotCall(method) : method);
                _constraint = null;
                return true;
            default:
                return false;
        }
    }

    private void NewArray(TypeDesc element)
    {
        long length = Integer();
        if (!GlobalData.IsUnmanaged(element))
        {
            _stack.Push(new StaticValue.Opaque());
            return;
        }

        // The kernel's array maps, in which sections lie, have values of at most INT_MAX bytes; .NET's arrays are a little shorter.
        long size = length * LayoutEngine.SizeOf(element);
        _stack.Push(length >= 0 && size <= System.Array.MaxLength
            ? new StaticValue.Elements(new byte[size], element)
            : throw new NotConstantException($"an array of {length} elements is too large for a section, which has at most 2 GiB"));
    }

    private void NewObject(MethodDesc constructor)
    {
        StaticValue[] arguments = Arguments(constructor.Signature.ParameterTypes.Length);
        if (!constructor.Owner.IsValueType)
        {
            _stack.Push(new StaticValue.Opaque());
            return;
        }

        if (constructor.Owner.IsNamed("System.Decimal") && arguments.Length == 5)
        {
            int[] parts = [.. arguments.Select(argument => (int)((StaticValue.Integer)argument).Bits)];
            decimal number = new(parts[0], parts[1], parts[2], parts[3] != 0, (byte)parts[4]);
            _stack.Push(new StaticValue.Bytes(MemoryMarshal.AsBytes(new ReadOnlySpan<decimal>(in number)).ToArray()));
            return;
        }

        CheckFramework(constructor);
        byte[] memory = new byte[LayoutEngine.SizeOf(constructor.Owner)];
        CallBody(constructor, [new StaticValue.Address(memory, 0), .. Converted(constructor, arguments, 0)]);
        _stack.Push(Read(constructor.Owner, new StaticValue.Address(memory, 0)));
    }

    private void CallMethod(MethodDesc method)
    {
        int shift = method.IsStatic ? 0 : 1;
        StaticValue[] arguments = Arguments(method.Signature.ParameterTypes.Length + shift);
        if (!method.IsStatic && arguments[0] is StaticValue.Opaque && !_method.Module.IsFramework)
        {
            throw new NotConstantException(method.Owner.IsNamed("System.String") ? NotConstant.Text : NotConstant.Object);
        }

        CheckFramework(method);

        if (method.Module.IsFramework && StaticCalls.Find(method) is { } known)
        {
            if (known(new StaticCall(_owner.References, method, arguments)) is { } replaced)
            {
                _stack.Push(replaced);
            }
        }
        else if (method.Module.IsFramework && method.DoesNotReturn)
        {
            throw new NotConstantException(NotConstant.Throws);
        }
        else if (CallBody(method, [.. arguments[..shift], .. Converted(method, arguments, shift)]) is { } result)
        {
            _stack.Push(result is StaticValue.Integer integer ? Fit(integer, method.Signature.ReturnType) : result);
        }
    }

    private void CheckFramework(MethodDesc method)
    {
        if (FrameworkCode.IsForKernel(method.Owner.FullName))
        {
            throw new NotConstantException(NotConstant.RunsInKernel(method.Owner.DisplayName));
        }

        if (method.Module.IsFramework && !_method.Module.IsFramework && FrameworkMembers.FaultOf(method) is { } fault)
        {
            throw new NotConstantException(fault);
        }
    }

    // What the framework's methods do inside says nothing to their caller.
    private StaticValue? CallBody(MethodDesc method, StaticValue[] arguments)
    {
        try
        {
            return Call(method, _owner, arguments, _depth + 1, _steps);
        }
        catch (NotConstantException exception) when (method.Module.IsFramework && !_method.Module.IsFramework)
        {
            throw exception.Message == NotConstant.Throws
                ? new NotConstantException(NotConstant.ThrowsIn(method.Owner.DisplayName, method.Name))
                : CannotCall(method);
        }
    }

    private static NotConstantException CannotCall(MethodDesc method) => new(FrameworkMembers.WhyNot(method));

    // Structs are passed by value.
    private static IEnumerable<StaticValue> Converted(MethodDesc method, StaticValue[] arguments, int shift)
        => arguments.Skip(shift).Select((argument, i) => argument switch
        {
            StaticValue.Integer integer => Fit(integer, method.Signature.ParameterTypes[i]),
            StaticValue.Bytes bytes => new StaticValue.Bytes([.. bytes.Data]),
            _ => argument,
        });

    private StaticValue[] Arguments(int count)
    {
        StaticValue[] arguments = new StaticValue[count];
        for (int i = count - 1; i >= 0; i--)
        {
            arguments[i] = _stack.Pop();
        }

        return arguments;
    }

    private bool IsField(EntityHandle handle) => handle.Kind == HandleKind.FieldDefinition || (handle.Kind == HandleKind.MemberReference
        && _method.Module.Reader.GetMemberReference((MemberReferenceHandle)handle).GetKind() == MemberReferenceKind.Field);

    private TypeDesc Type(int token) => _method.Module.ResolveType(MetadataTokens.EntityHandle(token), _method.Context);

    private FieldDesc Field(ILInstruction instruction)
        => _method.Module.ResolveField(MetadataTokens.EntityHandle((int)instruction.Operand), _method.Context);
}
