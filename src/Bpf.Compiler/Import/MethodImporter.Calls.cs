using System.Collections.Immutable;
using Bpf.Compiler.CodeGen;
using Bpf.Compiler.Intrinsics;
using Bpf.Compiler.Llvm;
using Bpf.Compiler.Metadata;
using Bpf.Compiler.Values;
using Bpf.Shared;

namespace Bpf.Compiler.Import;

/// <content>Calls.</content>
internal sealed partial class MethodImporter
{
    private const string CoreClass = "Bpf.Core";

    private TypeDesc? _constraint;

    private void Call(int token)
    {
        MethodDesc method = ResolveMethod(token);
        bool isVirtualCall = _instruction.OpCode == System.Reflection.Metadata.ILOpCode.Callvirt;
        int count = method.Signature.ParameterTypes.Length + (method.IsStatic ? 0 : 1);
        StackValue[] arguments = PopArguments(method, count);
        CopyFromContext(method, arguments);
        if (arguments.Length > 0 && arguments[0].Symbol is Symbol.Comparer comparer)
        {
            _stack.Push(CallComparer(comparer, method, arguments));
            return;
        }

        if (method is { Name: "GetEnumerator", IsStatic: false } && TypeLowering.IsObject(method.Signature.ReturnType))
        {
            throw new CompilationException(BpfDiagnostics.ForEach, method.Owner.DisplayName);
        }

        if (_constraint is { } constraint)
        {
            _constraint = null;
            method = VirtualMethods.Resolve(method, constraint) ?? throw new CompilationException(BpfDiagnostics.VirtualCall, method.DisplayName);
            isVirtualCall = false;
        }

        if ((isVirtualCall && method.IsOverridable) || method.IsAbstract || method.Owner.IsDelegate)
        {
            throw arguments.Length > 0 && !method.IsStatic && arguments[0].Kind == StackKind.Symbol ? FunctionEmitter.Unusable(arguments[0])
                : method.Owner.IsDelegate ? new CompilationException(BpfDiagnostics.DelegateUse)
                : new CompilationException(BpfDiagnostics.VirtualCall, method.DisplayName);
        }

        StackValue result = CallMethod(method, arguments);
        if (result.Kind != StackKind.None)
        {
            _stack.Push(result);
        }
    }

    // Helpers do not accept addresses in the context, and an "in" argument may be a copy. The user's own methods, and methods compiled here, get the address.
    private void CopyFromContext(MethodDesc method, StackValue[] arguments)
    {
        if (IsInlineArrayElement(method) || TracepointIntrinsics.TakesMember(method))
        {
            return;
        }

        if (UnsafeIntrinsics.KeepsAddresses(method))
        {
            for (int i = 0; i < arguments.Length; i++)
            {
                arguments[i] = OutsideOfRecord(arguments[i]);
            }

            return;
        }

        int shift = method.IsStatic ? 0 : 1;
        bool isCopied = method.Module.IsFramework || method.Module.IsVocabulary || method.Owner.Name == "<PrivateImplementationDetails>"
            || GlobalFunctions.Is(method);
        for (int i = 0; i < arguments.Length; i++)
        {
            if (!(method.Module.IsVocabulary && method.Owner.FullName == CoreClass))
            {
                arguments[i] = OutsideOfRecord(arguments[i]);
            }

            if (!isCopied || arguments[i].Symbol is not Symbol.Context { Place: { } place })
            {
                continue;
            }

            if (i < shift && !place.IsWritable)
            {
                arguments[i] = CopyOf(arguments[i], method.Owner);
            }
            else if (i >= shift && method.Signature.ParameterTypes[i - shift] is ByRefType { Element: var type } && method.IsIn(i - shift))
            {
                bool isSpan = method.Owner.IsNamed("System.Runtime.InteropServices.MemoryMarshal") && arguments.Length == 2;
                arguments[i] = isSpan ? CopyOfSpan(place, LayoutEngine.SizeOf(type), arguments[1]) : CopyOf(arguments[i], type);
            }
        }
    }

    private StackValue CopyOf(StackValue pointer, TypeDesc type)
    {
        LLVMValueRef copy = _emit.Alloca(Types.Memory(type), LayoutEngine.AlignmentOf(type));
        _emit.Store(_emit.Load(type, pointer, pointer.Alignment), type, copy);
        return new StackValue(StackKind.Pointer, copy);
    }

    // When the length is known only at run time, the slice extends to the end of the array.
    private StackValue CopyOfSpan(ContextPlace place, int element, StackValue length)
    {
        int size = length.Value.IsConstantInt ? checked((int)length.Value.ConstIntZExt * element)
            : place.ArraySize > 0 ? (int)(place.ArrayOffset + place.ArraySize - place.Offset)
            : element;
        LLVMValueRef copy = _emit.Alloca(LLVMTypeRef.CreateArray(Types.Int8, (uint)size), 8);
        _emit.CopyFromContext(copy, 8, place, size);
        return new StackValue(StackKind.Pointer, copy);
    }

    // EqualityComparer<T>.Default in generated equality members, Comparer<T>.Default in tuples.
    private StackValue CallComparer(Symbol.Comparer comparer, MethodDesc method, StackValue[] arguments)
    {
        DefinedType type = comparer.Value as DefinedType ?? throw new CompilationException(BpfDiagnostics.VirtualCall, method.DisplayName);
        if (method.Name == "Compare" && TypeLowering.KindOf(type) is StackKind.Int32 or StackKind.Int64)
        {
            bool isSigned = type.IsSigned;
            LLVMValueRef isLess = Builder.BuildICmp(isSigned ? LLVMIntPredicate.LLVMIntSLT : LLVMIntPredicate.LLVMIntULT, arguments[1].Value,
                arguments[2].Value);
            LLVMValueRef isMore = Builder.BuildICmp(isSigned ? LLVMIntPredicate.LLVMIntSGT : LLVMIntPredicate.LLVMIntUGT, arguments[1].Value,
                arguments[2].Value);
            return new StackValue(StackKind.Int32, Builder.BuildSub(Builder.BuildZExt(isMore, Types.Int32), Builder.BuildZExt(isLess, Types.Int32)));
        }

        bool isEquals = method.Name == "Equals" && arguments.Length == 3;
        if (isEquals && TypeLowering.KindOf(type) is StackKind.Int32 or StackKind.Int64)
        {
            LLVMValueRef left = _emit.Narrow(arguments[1], type);
            return _emit.FromCondition(Builder.BuildICmp(LLVMIntPredicate.LLVMIntEQ, left, _emit.Narrow(arguments[2], type)));
        }

        MethodDesc target = type.Methods.FirstOrDefault(candidate => isEquals
                ? candidate.Name == "Equals" && candidate.Signature.ParameterTypes is [{ } parameter] && ReferenceEquals(parameter, type)
                : candidate.Name == method.Name && candidate.Signature.ParameterTypes.Length == 0)
            ?? throw new CompilationException(BpfDiagnostics.VirtualCall, method.DisplayName);
        LLVMValueRef slot = _emit.Alloca(Types.Memory(type), LayoutEngine.AlignmentOf(type));
        _emit.Store(arguments[1], type, slot);
        return CallMethod(target, [new StackValue(StackKind.Pointer, slot), .. arguments[2..]]);
    }

    private StackValue[] PopArguments(MethodDesc method, int count)
    {
        if (_stack.Count < count)
        {
            throw new InvalidOperationException($"the stack is too short for a call of {method.DisplayName}");
        }

        StackValue[] arguments = new StackValue[count];
        for (int i = count - 1; i >= 0; i--)
        {
            arguments[i] = _stack.Pop();
        }

        return arguments;
    }

    private StackValue CallMethod(MethodDesc method, StackValue[] arguments)
    {
        if (method.FindAttribute(AttributeNames.Helper) is { } helper)
        {
            return CallHelper((int)helper.Arguments[0]!, method, arguments);
        }

        if (method.FindAttribute(AttributeNames.KernelFunction) is { } kfunc)
        {
            CheckKernelFunction(method);
            string name = (string)kfunc.Arguments[0]!;
            bool isOptional = kfunc.Get("Optional", false);
            if (!isOptional)
            {
                _emit.Function.KernelFunctions.Add((name, CurrentLocation));
            }

            (LLVMValueRef function, LLVMTypeRef type) = Module.Functions.KernelFunction(name, method, isOptional);
            return _emit.FromResult(_emit.Call(type, function, ToParameters(method, arguments)), method.Signature.ReturnType);
        }

        if (method.FindAttribute(AttributeNames.NodeOffset) is not null)
        {
            return CallCollection(method, arguments);
        }

        if (method.Owner.IsNamed("System.Linq.Enumerable"))
        {
            throw new CompilationException(BpfDiagnostics.Linq, method.Name);
        }

        if (arguments is [{ Symbol: Symbol.KernelField }, ..] && IsInlineArrayElement(method))
        {
            return ElementOfKernelArray(method, arguments);
        }

        if (arguments is [{ Symbol: Symbol.Context { Place: { } array } }, ..] && IsInlineArrayElement(method))
        {
            LLVMValueRef index = arguments.Length == 1 ? _emit.Int64(0) : _emit.ToInt64(arguments[1], isSigned: true);
            StackValue start = arguments[0] with { Symbol = new Symbol.Context(array.StartArray(LayoutEngine.SizeOf(method.Arguments[0]))) };
            return Moved(start, Builder.BuildMul(index, _emit.Int64(LayoutEngine.SizeOf(method.Arguments[1]))));
        }

        NoteAddressesOf(method, arguments);
        if (IsSpanIndexer(method))
        {
            _emit.CheckIndex(_emit.ToInt32(arguments[1]), SpanLength(arguments[0]), "the span", UserLocation);
        }

        if (method.Owner.FullName == "System.MemoryExtensions" && _emit.Function.IsUserCode)
        {
            NoteComparison(method, arguments);
        }

        if ((ArrayIntrinsics.Find(method, arguments) ?? IntrinsicTable.Find(method)) is { } intrinsic)
        {
            return intrinsic(new IntrinsicCall(_emit, method, arguments, CurrentLocation));
        }

        if (method.Module.IsFramework && !_method.Module.IsFramework && AdviceAgainst(method) is { } advice)
        {
            throw new CompilationException(BpfDiagnostics.ThrowingCall, $"{method.Owner.DisplayName}.{method.Name}", advice);
        }

        if (method.Module.IsFramework && method.DoesNotReturn)
        {
            if (!_method.Module.IsFramework)
            {
                throw new CompilationException(BpfDiagnostics.Throw);
            }

            if (!IsSpanIndexer(_method)) // the caller has checked the index
            {
                EndByThrow();
            }

            return StackValue.Nothing;
        }

        if (method.Name.StartsWith("ThrowSwitchExpressionException", StringComparison.Ordinal))
        {
            WarnNotExhaustive();
            return StackValue.Nothing;
        }

        return CallFunction(method, arguments);
    }

    // Roslyn's own helpers for the elements of inline arrays.
    private static bool IsInlineArrayElement(MethodDesc method) => method is { Owner.Name: "<PrivateImplementationDetails>" }
        && method.Name is "InlineArrayElementRef" or "InlineArrayElementRefReadOnly" or "InlineArrayFirstElementRef" or "InlineArrayFirstElementRefReadOnly";

    private StackValue ElementOfKernelArray(MethodDesc method, StackValue[] arguments)
    {
        LLVMValueRef index = arguments.Length == 1 ? _emit.Int64(0) : _emit.ToInt64(arguments[1], isSigned: true);
        return KernelTypes.Find(method.Arguments[1]) is not null
            ? arguments[0] with { Value = Module.Core.Element(_emit, arguments[0].Value, (DefinedType)method.Arguments[0], index) }
            : arguments[0].Symbol is Symbol.KernelField { IsInRecord: true, Inside: 0, IsRelocated: true } field && index.IsConstantInt
            ? ElementOfRecord(arguments[0], field, method, index)
            : Moved(arguments[0], Builder.BuildMul(index, Module.Core.Stride(_emit, method.Arguments[1])));
    }

    // A span's length is its second field.
    private LLVMValueRef SpanLength(StackValue span) => Builder.BuildLoad2(Types.Int32, _emit.Offset(_emit.ToPointer(span), sizeof(long)));

    private static bool IsSpanIndexer(MethodDesc method) => method is { Name: "get_Item", Owner.FullName: "System.Span`1" or "System.ReadOnlySpan`1" };

    private StackValue CallHelper(int id, MethodDesc method, StackValue[] arguments)
    {
        CheckKernelFunction(method);
        TypeDesc result = method.Signature.ReturnType;
        LLVMValueRef call = _emit.CallHelper(id, Types.Abi(result), ToParameters(method, arguments), CurrentLocation);
        if (result is ByRefType { Element: { } element } && method.Module.IsVocabulary)
        {
            _emit.NoteObject(call, LayoutEngine.SizeOf(element));
        }

        return _emit.FromResult(call, result);
    }

    private static void CheckKernelFunction(MethodDesc method)
    {
        if (method.Signature.ParameterTypes.Length > 5 || !method.IsStatic)
        {
            throw new CompilationException(BpfDiagnostics.HelperSignature, method.DisplayName, "it must be static with at most 5 parameters");
        }
    }

    private StackValue CallFunction(MethodDesc method, StackValue[] arguments)
    {
        if (method.IsStateMachine)
        {
            throw new CompilationException(BpfDiagnostics.AsyncOrIterator, method.Name);
        }

        if (!method.HasBody)
        {
            throw new CompilationException(BpfDiagnostics.NoBody, method.DisplayName);
        }

        TypeDesc result = method.Signature.ReturnType;
        FunctionInfo function = Module.Functions.Get(method, _emit.Function, _instruction.Offset, ContextsOf(method, arguments));
        if (_body.ExceptionRegions.Any(IsGuardedBy))
        {
            _emit.Function.GuardedCallees.TryAdd(function, CurrentLocation);
        }

        LLVMValueRef[] parameters = ToParameters(method, arguments);
        if (function.IsGlobal)
        {
            UnwrapContexts(method, parameters);
        }

        if (TypeLowering.KindOf(result) != StackKind.Aggregate)
        {
            return _emit.FromResult(Builder.BuildCall2(function.Type, function.Value, parameters), result);
        }

        StackValue temporary = _emit.Temporary(result);
        Builder.BuildCall2(function.Type, function.Value, [temporary.Value, .. parameters]);
        return temporary;
    }

    private static Dictionary<int, ContextParameter>? ContextsOf(MethodDesc method, StackValue[] arguments)
    {
        if (GlobalFunctions.Is(method))
        {
            return null;
        }

        int first = TypeLowering.KindOf(method.Signature.ReturnType) == StackKind.Aggregate ? 1 : 0;
        Dictionary<int, ContextParameter>? contexts = null;
        for (int i = 0; i < arguments.Length; i++)
        {
            if (arguments[i].Symbol is Symbol.Context { Place: { } place })
            {
                (contexts ??= []).Add(first + i, ContextParameter.Of(place));
            }
        }

        return contexts;
    }

    private void UnwrapContexts(MethodDesc method, LLVMValueRef[] parameters)
    {
        for (int i = 0; i < parameters.Length; i++)
        {
            if (GlobalFunctions.IsContext(method.Signature.ParameterTypes[i]))
            {
                parameters[i] = Builder.BuildLoad2(Types.Pointer, parameters[i]);
            }
        }
    }

    private LLVMValueRef[] ToParameters(MethodDesc method, StackValue[] arguments)
    {
        int shift = method.IsStatic ? 0 : 1;
        LLVMValueRef[] parameters = new LLVMValueRef[arguments.Length];
        for (int i = 0; i < arguments.Length; i++)
        {
            parameters[i] = i < shift ? _emit.ToPointer(arguments[i]) : _emit.ToAbi(arguments[i], method.Signature.ParameterTypes[i - shift]);
        }

        return parameters;
    }
}
