using System.Reflection.Metadata;
using Bpf.Compiler.Il;
using Bpf.Compiler.Intrinsics;
using Bpf.Compiler.Llvm;
using Bpf.Compiler.Metadata;
using Bpf.Compiler.Values;
using Bpf.Compiler.CodeGen;
using Bpf.Shared;

namespace Bpf.Compiler.Import;

/// <content>Fields in kernel memory: how they are read, and what becomes of their addresses.</content>
internal sealed partial class MethodImporter
{
    // The pointers along an access are read as its last field is: by the helper for Core.Read, directly for a value.
    private LLVMValueRef Follow(Symbol.KernelValue pointer)
    {
        if (!EndsInRead())
        {
            return Module.Core.Read(_emit, pointer.FieldType, pointer.Address, CurrentLocation).Value;
        }

        _emit.Function.DirectReads.Add(CurrentLocation);
        return _emit.Load(pointer.FieldType, pointer.Address).Value;
    }

    // The verifier allows it for pointers whose type it knows: arguments of kernel functions and tracepoints, objects of iterators, and what they point to.
    private StackValue ReadDirectly(StackValue address, Symbol.KernelField place, TypeDesc type)
    {
        if (place.IsInRecord)
        {
            NoteRead(place);
            return ReadFromRecord(address, place, type);
        }

        NoteDirectRead(place);
        if (TypeLowering.KindOf(type) != StackKind.Aggregate)
        {
            return _emit.Load(type, address.Value);
        }

        StackValue temporary = _emit.Temporary(type);
        CopyFromKernel(type, temporary.Value, address.Value);
        return temporary;
    }

    private void NoteDirectRead(Symbol.KernelField place)
    {
        NoteRead(place);
        _emit.Function.DirectReads.Add(CurrentLocation);
    }

    // Whether the kernel allows it depends on the program, and for members of a struct_ops on the field.
    private void NoteKernelWrite(StackValue address)
    {
        if (address.Symbol is not Symbol.KernelField place)
        {
            return;
        }

        if (place.IsInRecord)
        {
            throw new CompilationException(BpfDiagnostics.KernelDereference);
        }

        NoteRead(place);
        _emit.Function.DirectWrites.Add(CurrentLocation);
    }

    private void NoteRead(Symbol.KernelField place)
    {
        if (KernelTypes.BitsOf(place.Declaration) > 0)
        {
            throw new CompilationException(BpfDiagnostics.BitFieldRead, place.Declaration.Name);
        }

        Module.Globals.AddCheckedRead(place.Declaration);
        Module.KernelUses.Add(place, KernelFieldQuestion.Value, CurrentLocation);
    }

    // The verifier refuses a load that reaches from one member into the next, so each is copied on its own.
    private void CopyFromKernel(TypeDesc type, LLVMValueRef destination, LLVMValueRef source)
    {
        if (TypeLowering.KindOf(type) != StackKind.Aggregate)
        {
            _emit.Store(_emit.Load(type, source), type, destination);
            return;
        }

        if (InlineArray.Is(type, out InlineArray? array))
        {
            int size = LayoutEngine.SizeOf(array.Element);
            if (TypeLowering.KindOf(array.Element) != StackKind.Aggregate)
            {
                int alignment = LayoutEngine.AlignmentOf(type);
                _emit.Copy(destination, source, size * array.Count, alignment, alignment);
                return;
            }

            for (int i = 0; i < array.Count; i++)
            {
                CopyFromKernel(array.Element, _emit.Offset(destination, i * size), _emit.Offset(source, i * size));
            }

            return;
        }

        _emit.Zero(type, destination); // padding
        foreach (FieldPlace member in ((DefinedType)type).Layout.Fields)
        {
            CopyFromKernel(member.Field.Type, _emit.Offset(destination, member.Offset), _emit.Offset(source, member.Offset));
        }
    }

    // Helpers do not accept addresses in kernel memory as arguments, and an "in" argument may be a copy. It is made together with the address, because what
    // is known about an address is lost when the arguments after it contain a branch.
    private void CopyKernelArgument()
    {
        if (!_isOpen || !_stack.TryPeek(out StackValue address)
            || address is not { Kind: StackKind.Pointer, Symbol: Symbol.KernelField { IsInRecord: false } place })
        {
            return;
        }

        AddressUser user = UserOf(_indexByOffset[_instruction.Offset]);
        switch (user.Use)
        {
            case AddressUse.Write:
                throw new CompilationException(BpfDiagnostics.KernelFieldByReference, place.Declaration.Name);
            case AddressUse.Copy when KernelTypes.Find(InlineArray.Innermost(user.Type!)) is not null:
                throw new CompilationException(BpfDiagnostics.KernelStructValue, InlineArray.Innermost(user.Type!).DisplayName);
            case AddressUse.Copy:
                NoteDirectRead(place);
                _stack.Pop();
                _stack.Push(CopyOfKernelField(address.Value, user.Type!, user.Count));
                break;
        }
    }

    private StackValue CopyOfKernelField(LLVMValueRef address, TypeDesc type, int count)
    {
        int size = LayoutEngine.SizeOf(type);
        LLVMTypeRef memory = count == 1 ? Types.Memory(type) : LLVMTypeRef.CreateArray(Types.Int8, (uint)(size * count));
        LLVMValueRef copy = _emit.Alloca(memory, LayoutEngine.AlignmentOf(type));
        for (int i = 0; i < count; i++)
        {
            CopyFromKernel(type, _emit.Offset(copy, i * size), _emit.Offset(address, i * size));
        }

        return new StackValue(StackKind.Pointer, copy);
    }

    private bool EndsInRead()
    {
        int index = _indexByOffset[_instruction.Offset];
        while (true)
        {
            if (_instructions[index].OpCode == ILOpCode.Ldfld)
            {
                if (index + 1 == _instructions.Length || !IsFieldAccess(_instructions[index + 1]))
                {
                    return true;
                }

                index++;
                continue;
            }

            AddressUser user = UserOf(index);
            bool goesOn = user.Use == AddressUse.Step || (user.Use == AddressUse.Read && _instructions[user.Index].OpCode == ILOpCode.Ldfld);
            if (!goesOn)
            {
                return user.Use != AddressUse.Address;
            }

            index = user.Index;
        }
    }

    private static bool IsFieldAccess(ILInstruction instruction) => instruction.OpCode is ILOpCode.Ldfld or ILOpCode.Ldflda;

    // Follows one path to the instruction that takes the value on top of the stack after an instruction: all paths lead there.
    private AddressUser UserOf(int index)
    {
        int above = 0;
        for (index++; index < _instructions.Length; index++)
        {
            ILInstruction next = _instructions[index];
            if (next.OpCode is ILOpCode.Call or ILOpCode.Callvirt or ILOpCode.Newobj)
            {
                MethodDesc method = ResolveMethod((int)next.Operand);
                bool hasThis = !method.IsStatic && next.OpCode != ILOpCode.Newobj;
                int count = method.Signature.ParameterTypes.Length + (hasThis ? 1 : 0);
                if (count > above)
                {
                    return UserOf(method, count - 1 - above - (hasThis ? 1 : 0), index);
                }

                bool hasResult = next.OpCode == ILOpCode.Newobj || method.Signature.ReturnType is not DefinedType { Primitive: PrimitiveTypeCode.Void };
                above += (hasResult ? 1 : 0) - count;
                continue;
            }

            if (StackEffect.Of(next.OpCode) is not { } effect)
            {
                break;
            }

            if (effect.Taken > above)
            {
                return new AddressUser(LocalOf(next) is { } local && _locals[local].Type is ByRefType ? AddressUse.Read : UseOf(next.OpCode), index);
            }

            above += effect.Left - effect.Taken;
            if (next.OpCode is ILOpCode.Br or ILOpCode.Br_s && next.Operand > next.Offset)
            {
                index = _indexByOffset[(int)next.Operand] - 1;
            }
        }

        return new AddressUser(AddressUse.Address, index);
    }

    private static AddressUse UseOf(ILOpCode opCode) => opCode switch
    {
        ILOpCode.Ldfld or ILOpCode.Ldobj or (>= ILOpCode.Ldind_i1 and <= ILOpCode.Ldind_ref) => AddressUse.Read,
        ILOpCode.Ldflda or ILOpCode.Add or ILOpCode.Sub or ILOpCode.Conv_u or ILOpCode.Conv_i => AddressUse.Step,
        _ => AddressUse.Address,
    };

    // Almost everything that can be done with a reference reads it.
    private static int? LocalOf(ILInstruction instruction) => instruction.OpCode switch
    {
        >= ILOpCode.Stloc_0 and <= ILOpCode.Stloc_3 => instruction.OpCode - ILOpCode.Stloc_0,
        ILOpCode.Stloc_s or ILOpCode.Stloc => (int)instruction.Operand,
        _ => null,
    };

    // Position -1 is the instance.
    private AddressUser UserOf(MethodDesc method, int position, int index)
    {
        bool isAddress = method.Module.IsVocabulary && method.FindAttribute(AttributeNames.Intrinsic) is not null; // a question about the field
        TypeDesc? type = position >= 0 ? (method.Signature.ParameterTypes[position] as ByRefType)?.Element
            : index > 0 && _instructions[index - 1] is { OpCode: ILOpCode.Constrained } prefix ? ResolveType((int)prefix.Operand) : method.Owner;
        if (isAddress || type is null)
        {
            return new AddressUser(AddressUse.Address, index);
        }

        if (IsInlineArrayElement(method))
        {
            return new AddressUser(AddressUse.Step, index);
        }

        bool isIn = position < 0 || method.IsIn(position);
        if (UnsafeIntrinsics.KeepsAddresses(method))
        {
            return new AddressUser(!isIn && method.Name.StartsWith("Write", StringComparison.Ordinal) ? AddressUse.Write
                : method.Signature.ReturnType is ByRefType ? AddressUse.Step
                : method.Name is "Read" or "ReadUnaligned" or "CopyBlock" or "CopyBlockUnaligned" ? AddressUse.Read : AddressUse.Address, index);
        }

        if (method.Owner.IsNamed("System.Threading.Volatile") && isIn)
        {
            return new AddressUser(AddressUse.Read, index);
        }

        bool isOwnCode = !method.Module.IsFramework && !method.Module.IsVocabulary;
        if (isOwnCode && KernelTypes.Find(InlineArray.Innermost(type)) is not null)
        {
            return new AddressUser(AddressUse.Address, index);
        }

        // The conversion of an array to a span, and one that the caller gives a length.
        bool isSpan = method.Owner.Name == "<PrivateImplementationDetails>" && method.Name == "InlineArrayAsSpan";
        int count = method.Owner.IsNamed("System.Runtime.InteropServices.MemoryMarshal") && method.Name == "CreateReadOnlySpan"
            ? ConstantOf(_instructions[index - 1]) : 1;
        return new AddressUser((isIn || isSpan) && count > 0 ? AddressUse.Copy : AddressUse.Write, index, type, count);
    }

    private static int ConstantOf(ILInstruction instruction) => instruction.OpCode switch
    {
        >= ILOpCode.Ldc_i4_0 and <= ILOpCode.Ldc_i4_8 => instruction.OpCode - ILOpCode.Ldc_i4_0,
        ILOpCode.Ldc_i4_s or ILOpCode.Ldc_i4 => (int)instruction.Operand,
        _ => 0,
    };
}
