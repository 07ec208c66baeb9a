using System.Collections.Immutable;
using System.Reflection;
using Bpf.Compiler.Discovery;
using Bpf.Compiler.Llvm;
using Bpf.Compiler.Metadata;
using Bpf.Compiler.Values;
using Bpf.Shared;

namespace Bpf.Compiler.CodeGen;

/// <summary>The functions of the object; looking up a method adds it.</summary>
internal sealed class FunctionTable(ObjectModule owner)
{
    private const int MaximumParameters = 5;
    private const int MaximumDepth = 64;

    private readonly Dictionary<(MethodDesc Method, string Contexts), FunctionInfo> _functions = [];
    private readonly Dictionary<(MethodDesc Method, long Shift), FunctionInfo> _callbacks = [];
    private readonly List<FunctionInfo> _programs = [];
    private readonly Dictionary<string, (LLVMValueRef, LLVMTypeRef)> _kernelFunctions = [];
    private readonly Queue<FunctionInfo> _pending = new();
    private readonly HashSet<string> _names = [];

    public IReadOnlyList<FunctionInfo> Programs => _programs;

    public IEnumerable<FunctionInfo> All => _programs.Concat(_functions.Values).Concat(_callbacks.Values);

    /// <summary>Takes the next function that has no body yet.</summary>
    public bool TryTakePending(out FunctionInfo function) => _pending.TryDequeue(out function!);

    public FunctionInfo AddProgram(ProgramDeclaration program)
    {
        _names.Add(program.Name);
        bool isReplacement = program.Kind.Arguments == ProgramArguments.ReplacedFunction;
        TypeDesc result = ResultOf(program);
        LLVMTypeRef[] parameters = isReplacement ? [.. program.Method.Signature.ParameterTypes.Select(owner.Types.Abi)] : [owner.Types.Pointer];
        LLVMTypeRef type = LLVMTypeRef.CreateFunction(owner.Types.Abi(result), parameters);
        LLVMValueRef function = owner.Module.AddFunction(program.Name, type);
        function.Section = program.Section;
        AddAttributes(function);
        LLVMMetadataRef subprogram = owner.Debug.Function(program.Name, program.Method.DebugInfo?.Find(0), GlobalFunctions.Described(result),
            isReplacement ? [.. DescribedParameters(program.Method, isGlobal: true)] : [("ctx", ContextOf(program))], isLocal: false);
        function.Subprogram = subprogram;
        FunctionInfo info = new()
        {
            Name = program.Name,
            Method = program.Method,
            Value = function,
            Type = type,
            Subprogram = subprogram,
            Program = program,
            IsGlobal = isReplacement,
        };
        _programs.Add(info);
        _pending.Enqueue(info);
        return info;
    }

    /// <summary>Returns the function of a method.</summary>
    /// <param name="method">The method.</param>
    /// <param name="caller">The function that calls it.</param>
    /// <param name="offset">IL offset of the call.</param>
    /// <param name="contexts">Parameters of the LLVM function that refer to the context of the program; null for none.</param>
    public FunctionInfo Get(MethodDesc method, FunctionInfo caller, int offset, IReadOnlyDictionary<int, ContextParameter>? contexts = null)
    {
        string key = contexts is null ? "" : string.Join(' ', contexts);
        if (!_functions.TryGetValue((method, key), out FunctionInfo? info))
        {
            if (DepthOf(caller) > MaximumDepth)
            {
                throw new CompilationException(BpfDiagnostics.Recursion, $"{method.DisplayName} instantiates itself without end");
            }

            info = Create(method, caller, offset, contexts: contexts);
            _functions.Add((method, key), info);
            _pending.Enqueue(info);
        }

        caller.Callees.TryAdd(info, caller.Method.DebugInfo?.Find(offset));
        return info;
    }

    /// <summary>Returns the function of a method whose address is passed to a helper. Lambdas without captured state lose their unused instance.</summary>
    /// <param name="callback">The method.</param>
    /// <param name="caller">The function that passes it.</param>
    /// <param name="offset">IL offset of the call.</param>
    /// <param name="shift">Bytes from the start of the objects to where the kernel's arguments point.</param>
    public FunctionInfo GetCallback(Symbol.Function callback, FunctionInfo caller, int offset, long shift = 0)
    {
        MethodDesc method = callback.Method;
        if (!_callbacks.TryGetValue((method, shift), out FunctionInfo? info))
        {
            if (method.Signature.ParameterTypes.Length > MaximumParameters)
            {
                throw new CompilationException(BpfDiagnostics.TooManyArguments, method.DisplayName, method.Signature.ParameterTypes.Length);
            }

            info = Create(method, caller, offset, isCallback: true, shift: shift);
            _callbacks.Add((method, shift), info);
            _pending.Enqueue(info);
        }

        info.IsWorkCallback |= callback.IsWork;

        caller.Callees.TryAdd(info, caller.Method.DebugInfo?.Find(offset));
        return info;
    }

    /// <summary>Returns a kernel function by name.</summary>
    public (LLVMValueRef Function, LLVMTypeRef Type) KernelFunction(string name, MethodDesc method, bool isOptional)
    {
        if (!_kernelFunctions.TryGetValue(name, out (LLVMValueRef Function, LLVMTypeRef Type) known))
        {
            ImmutableArray<TypeDesc> parameters = method.Signature.ParameterTypes;
            LLVMTypeRef type = LLVMTypeRef.CreateFunction(owner.Types.Abi(method.Signature.ReturnType), [.. parameters.Select(owner.Types.Abi)]);
            LLVMValueRef function = owner.Module.AddFunction(name, type);
            function.Section = ".ksyms";
            function.Linkage = isOptional ? LLVMLinkage.LLVMExternalWeakLinkage : LLVMLinkage.LLVMExternalLinkage;
            function.Subprogram = owner.Debug.ExternalFunction(name, method.Signature.ReturnType, parameters);
            known = (function, type);
            _kernelFunctions.Add(name, known);
        }

        return known;
    }

    // The loader compares the record that a program declares with the kernel's, and the context of a syscall program with what the host passes. The kernel
    // lets extensions replace only programs whose context it knows by name.
    private TypeDesc ContextOf(ProgramDeclaration program)
        => (program.Kind.Family == ProgramFamily.Tracepoint || program.Kind.Arguments == ProgramArguments.ContextStruct)
            && program.Method.Signature.ParameterTypes is [(ByRefType or PointerType) and { } parameter]
            ? parameter : owner.TypeSystem.PointerTo(GlobalFunctions.ContextOf(program.Kind, owner.TypeSystem) ?? owner.TypeSystem.Void);

    // Members of a struct_ops return what the kernel's member does, replacements what the function does; the others a number, even from a void method.
    private TypeDesc ResultOf(ProgramDeclaration program)
        => program.Kind.Family is ProgramFamily.StructOps or ProgramFamily.Extension
            && TypeLowering.KindOf(program.Method.Signature.ReturnType) != StackKind.None
            ? program.Method.Signature.ReturnType : owner.TypeSystem.Int32;

    private FunctionInfo Create(MethodDesc method, FunctionInfo caller, int offset, bool isCallback = false,
        IReadOnlyDictionary<int, ContextParameter>? contexts = null, long shift = 0)
    {
        bool isGlobal = !isCallback && GlobalFunctions.Is(method);
        if (isGlobal)
        {
            GlobalFunctions.Check(method);
        }

        List<LLVMTypeRef> parameters = [];
        List<(string, TypeDesc)> described = [];
        TypeDesc result = method.Signature.ReturnType;
        StackKind resultKind = TypeLowering.KindOf(result);
        if (resultKind == StackKind.Aggregate)
        {
            parameters.Add(owner.Types.Pointer);
            described.Add(("result", owner.TypeSystem.PointerTo(result)));
        }

        if (!method.IsStatic && !isCallback)
        {
            parameters.Add(owner.Types.Pointer);
            described.Add(("this", owner.TypeSystem.PointerTo(method.Owner)));
        }

        parameters.AddRange(method.Signature.ParameterTypes.Select(owner.Types.Abi));
        described.AddRange(DescribedParameters(method, isGlobal));

        LLVMTypeRef type = LLVMTypeRef.CreateFunction(ResultType(resultKind, isCallback), [.. parameters]);
        string name = UniqueName(method);
        LLVMValueRef function = owner.Module.AddFunction(name, type);
        bool isUserCode = !method.Module.IsFramework && !method.Module.IsVocabulary;
        // Weak: LLVM must not infer anything from the body, because the verifier will not either.
        function.Linkage = isGlobal ? LLVMLinkage.LLVMWeakAnyLinkage : LLVMLinkage.LLVMInternalLinkage;
        AddAttributes(function);
        LLVMMetadataRef subprogram = default;
        if (isUserCode || isCallback)
        {
            bool returnsValue = resultKind is not (StackKind.None or StackKind.Aggregate);
            TypeDesc describedResult = isGlobal ? GlobalFunctions.Described(result) : result;
            TypeDesc? resultOrNone = returnsValue ? describedResult : isCallback ? owner.TypeSystem.Int32 : null;
            subprogram = owner.Debug.Function(name, method.DebugInfo?.Find(0), resultOrNone, described, isLocal: !isGlobal);
            function.Subprogram = subprogram;
        }

        // A separate function could not receive a pointer to part of the context.
        bool mustInline = !isUserCode || parameters.Count > MaximumParameters || contexts is not null
            || method.ImplementationFlags.HasFlag(MethodImplAttributes.AggressiveInlining);
        if (mustInline && !isCallback && !isGlobal)
        {
            AddAttribute(function, "alwaysinline");
        }
        else if (isGlobal || method.ImplementationFlags.HasFlag(MethodImplAttributes.NoInlining))
        {
            AddAttribute(function, "noinline");
        }

        return new FunctionInfo
        {
            Name = name,
            Method = method,
            Value = function,
            Type = type,
            Subprogram = subprogram,
            IsCallback = isCallback,
            ArgumentShift = shift,
            IsGlobal = isGlobal,
            Contexts = contexts ?? new Dictionary<int, ContextParameter>(),
            RequestedBy = caller,
            RequestedAt = offset,
        };
    }

    private IEnumerable<(string Name, TypeDesc Type)> DescribedParameters(MethodDesc method, bool isGlobal)
        => method.Signature.ParameterTypes.Select((type, index) => (method.ParameterNames[index],
            TypeLowering.KindOf(type) == StackKind.Aggregate ? owner.TypeSystem.PointerTo(type) : isGlobal ? GlobalFunctions.Described(type) : type));

    private LLVMTypeRef ResultType(StackKind kind, bool isCallback) => kind switch
    {
        StackKind.Aggregate => owner.Types.Void,
        StackKind.None when isCallback => owner.Types.Int32,
        _ => owner.Types.Of(kind),
    };

    private void AddAttributes(LLVMValueRef function)
    {
        AddAttribute(function, "nounwind");
        AddAttribute(function, "null_pointer_is_valid");
        foreach ((string key, string value) in new[] { ("frame-pointer", "all"), ("no-builtins", ""), ("no-jump-tables", "true"), ("warn-stack-size", "0") })
        {
            function.AddAttributeAtIndex(LLVMAttributeIndex.LLVMAttributeFunctionIndex, owner.Context.CreateStringAttribute(key, value));
        }
    }

    private void AddAttribute(LLVMValueRef function, string name)
        => function.AddAttributeAtIndex(LLVMAttributeIndex.LLVMAttributeFunctionIndex, owner.Context.CreateEnumAttribute(name));

    private string UniqueName(MethodDesc method)
    {
        string baseName = method.Name;
        foreach (TypeDesc argument in method.Arguments.Items)
        {
            baseName += "_" + argument.DisplayName;
        }

        string name = ObjectName.Of(baseName);
        if (!ReferenceEquals(method.Owner, owner.Declaration.Type))
        {
            name = $"{ObjectName.Of(method.Owner.DisplayName)}_{name}";
        }

        string unique = name;
        for (int i = 2; owner.Module.GetNamedGlobal(unique).Handle != 0 || !_names.Add(unique); i++)
        {
            unique = $"{name}_{i}";
        }

        return unique;
    }

    private static int DepthOf(FunctionInfo? function)
    {
        int depth = 0;
        for (; function is not null; function = function.RequestedBy)
        {
            depth++;
        }

        return depth;
    }
}
