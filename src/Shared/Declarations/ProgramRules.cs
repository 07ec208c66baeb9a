namespace Bpf.Shared;

/// <summary>Rules that a method must satisfy to become a program.</summary>
internal static class ProgramRules
{
    private const int MaximumFunctionArguments = 6; // Registers of the calling convention; x86-64 has the fewest.
    private const int MaximumUsdtArguments = 12; // BPF_USDT_MAX_ARG_CNT
    private const int MaximumKernelArguments = 12; // MAX_BPF_FUNC_ARGS, include/linux/bpf.h
    private const int MaximumReplacedArguments = 5; // MAX_BPF_FUNC_REG_ARGS, include/linux/bpf.h

    /// <summary>Returns the faults of a program. Its signature is checked only when the method can be a program at all.</summary>
    public static IReadOnlyList<ProgramFault> FaultsOf(DeclaredProgram program)
    {
        ProgramFault[] faults = [.. MethodFaultsOf(program)];
        return faults.Length > 0 ? faults : 
        [
            .. ResultFaultsOf(program),
            .. ParameterFaultsOf(program),
            .. ExceptionResultFaultsOf(program),
            .. ProbeFaultsOf(program),
        ];
    }

    private static IEnumerable<ProgramFault> MethodFaultsOf(DeclaredProgram program)
    {
        if (program.HasOtherKinds)
        {
            yield return OfMethod(BpfDiagnostics.MixedProgramKinds, program.Name);
        }

        if (program.ForeignClass is { } container)
        {
            yield return OfMethod(BpfDiagnostics.ProgramOutsideObject, program.Name, container);
        }

        if (!program.IsStatic)
        {
            yield return OfMethod(BpfDiagnostics.ProgramNotStatic, program.Name);
        }

        if (program.IsGeneric)
        {
            yield return OfMethod(BpfDiagnostics.ProgramGeneric, program.Name);
        }

        if (!program.HasBody)
        {
            yield return OfMethod(BpfDiagnostics.ProgramWithoutBody, program.Name);
        }
    }

    private static IEnumerable<ProgramFault> ResultFaultsOf(DeclaredProgram program)
    {
        if (program.Kind.Family == ProgramFamily.StructOps && program.Result is { Shape: TypeShape.Integer or TypeShape.Pointer })
        {
            yield break; // compared with the kernel's member
        }

        if (program.Kind.Family == ProgramFamily.Extension)
        {
            // Which integer is compared with the function when the program is loaded.
            if (program.Result is { Shape: not (TypeShape.Boolean or TypeShape.Int32 or TypeShape.Integer) } other)
            {
                yield return new ProgramFault(ProgramPart.Result, 0, new DeclarationFault(BpfDiagnostics.ReplacementSignature, program.Name,
                    $"the kernel replaces functions that return an integer, an enum or bool, not '{other.Name}'"));
            }

            yield break;
        }

        if (program.Result is not { Shape: TypeShape.Void or TypeShape.Boolean or TypeShape.Int32 } result)
        {
            yield return new ProgramFault(ProgramPart.Result, 0, new DeclarationFault(BpfDiagnostics.ProgramReturnType, program.Name));
        }
        else if (program.Kind.Verdict.Fault(result.FullName) is { } fault)
        {
            yield return new ProgramFault(
                ProgramPart.Result, 0, new DeclarationFault(BpfDiagnostics.VerdictType, program.Name, program.Kind.Verdict.Description, result.Name, fault));
        }
    }

    private static IEnumerable<ProgramFault> ParameterFaultsOf(DeclaredProgram program)
    {
        int values = 0;
        bool isGood = true;
        for (int i = 0; i < program.Parameters.Count; i++)
        {
            (string name, SignatureType type) = program.Parameters[i];
            bool isContext = program.Kind.Context.Length > 0 && type.FullName == program.Kind.Context;
            DeclarationFault? fault = isContext
                ? i > 0 ? new DeclarationFault(BpfDiagnostics.ContextNotFirst, name) : null
                : CanRead(type, program.Kind) ? null
                : program.Kind.Family == ProgramFamily.Extension ? new DeclarationFault(BpfDiagnostics.ReplacementSignature, program.Name,
                    $"the parameter '{name}' of type '{type.Name}' must be an integer, an enum, a context, or a struct by 'ref' or 'in'")
                : new DeclarationFault(BpfDiagnostics.ParameterUnreadable, name, type.Name, ReadableParameter(type, program.Kind));
            if (fault is not null)
            {
                isGood = false;
                yield return new ProgramFault(ProgramPart.Parameter, i, fault);
            }

            values += isContext ? 0 : 1;
        }

        if (isGood && values > 0 && program.HasGlob && program.Kind.GlobForm is not null)
        {
            yield return OfMethod(BpfDiagnostics.ParametersOfGlob, program.Name, program.Probes.First(static probe => probe.IsGlob).Target!);
            yield break;
        }

        int limit = LimitOf(program.Kind);
        if (isGood && values > limit)
        {
            yield return OfMethod(BpfDiagnostics.TooManyProbeArguments, values, limit);
        }
    }

    private static IEnumerable<ProgramFault> ExceptionResultFaultsOf(DeclaredProgram program)
    {
        ProgramVerdict verdict = program.Kind.Verdict;
        if (program.ExceptionResult is not { } result)
        {
            yield break;
        }

        if (verdict.Fault(result.TypeFullName) is not null)
        {
            yield return OfExceptionResult(BpfDiagnostics.ForeignVerdict, $"{result.TypeName} {result.Number}", program.Name, verdict.Description);
        }
        else if (!verdict.Allows(result.Number))
        {
            yield return OfExceptionResult(BpfDiagnostics.VerdictOutOfRange, result.Number, program.Name, verdict.List());
        }
    }

    private static IEnumerable<ProgramFault> ProbeFaultsOf(DeclaredProgram program)
    {
        for (int i = 0; i < program.Probes.Count; i++)
        {
            if (program.Probes[i].TargetFault(program.Kind) is { } fault)
            {
                yield return new ProgramFault(ProgramPart.Target, i, fault);
            }
        }

        if (ProbeConflicts.Find(program.Probes) is { } conflict)
        {
            yield return OfMethod(BpfDiagnostics.ProbeAttributesDisagree, program.Name, conflict);
        }
    }

    private static ProgramFault OfExceptionResult(BpfDiagnostic diagnostic, params object[] arguments)
        => new(ProgramPart.ExceptionResult, 0, new DeclarationFault(diagnostic, arguments));

    private static bool CanRead(SignatureType type, ProgramKind kind) => kind.Arguments switch
    {
        ProgramArguments.None => false,
        ProgramArguments.ContextStruct => type.Shape is TypeShape.StructReference or TypeShape.Pointer,
        // btf_check_func_type_match, kernel/bpf/btf.c
        ProgramArguments.ReplacedFunction => type.RefersToStruct || type.Shape is TypeShape.Boolean or TypeShape.Int32 or TypeShape.Integer || IsContext(type),
        _ => type.Shape is TypeShape.Pointer or TypeShape.Boolean or TypeShape.Int32 or TypeShape.Integer,
    };

    private static bool IsContext(SignatureType type) => ProgramKinds.All.Any(kind => kind.Context.Length > 0 && kind.Context == type.FullName);

    private static string ReadableParameter(SignatureType type, ProgramKind kind)
    {
        string context = kind.Context.Substring(kind.Context.LastIndexOf('.') + 1);
        bool isContext = context.Length > 0 && IsContext(type);
        return kind.Arguments switch
        {
            ProgramArguments.None => $"the only parameter of this kind of program is {context}, by value",
            _ when isContext => $"the context of this kind of program is {context}",
            ProgramArguments.ContextStruct => "use a struct by 'ref' or 'in', or a pointer",
            _ => "use an integer, an enum or a pointer",
        };
    }

    private static int LimitOf(ProgramKind kind) => kind.Arguments switch
    {
        ProgramArguments.FunctionArguments => MaximumFunctionArguments,
        ProgramArguments.UsdtArguments => MaximumUsdtArguments,
        ProgramArguments.KernelArguments or ProgramArguments.RawArguments or ProgramArguments.IteratorMembers => MaximumKernelArguments,
        ProgramArguments.SystemCallArguments or ProgramArguments.RecordedArguments => MaximumFunctionArguments,
        ProgramArguments.ReplacedFunction => MaximumReplacedArguments,
        ProgramArguments.None => 0,
        _ => 1,
    };

    private static ProgramFault OfMethod(BpfDiagnostic diagnostic, params object[] arguments)
        => new(ProgramPart.Method, 0, new DeclarationFault(diagnostic, arguments));
}
