using System.Reflection.Metadata;
using Bpf.Compiler.Metadata;
using Bpf.Shared;

namespace Bpf.Compiler.Discovery;

/// <summary>Reads program attributes and checks the methods that carry them.</summary>
internal static class ProgramDiscovery
{
    private const int MaximumFunctionArguments = 6;
    private const int MaximumUsdtArguments = 12; // BPF_USDT_MAX_ARG_CNT

    public static ProgramDeclaration? TryDescribe(MethodDesc method, DiagnosticBag diagnostics)
    {
        (ProgramKind Kind, AttributeData Attribute)[] found =
        [
            .. from attribute in method.CustomAttributes
               from kind in ProgramKinds.All
               where kind.Attribute == attribute.TypeName
               select (kind, attribute),
        ];
        if (found.Length == 0)
        {
            return null;
        }

        SourceLocation? location = method.DebugInfo?.Find(0);
        (ProgramKind first, AttributeData data) = found[0];
        if (Describe(method) is { } form)
        {
            diagnostics.Report(BpfDiagnostics.ProgramNotMethod, location, first.Attribute["Bpf.".Length..^"Attribute".Length], form);
            return null;
        }

        if (found.Any(item => item.Kind != first))
        {
            diagnostics.Report(BpfDiagnostics.MixedProgramKinds, location, method.Name);
            return null;
        }

        AttributeData[] attributes = [.. found.Select(item => item.Attribute)];
        return Check(method, first, attributes, location, diagnostics)
            ? new ProgramDeclaration(method, first, method.Name, SectionOf(first, data), RecordsOf(method.Name, attributes))
            {
                IsLoaded = attributes.All(attribute => attribute.Get("AutoLoad", true)),
                IsSleepable = data.Get("Sleepable", false),
                HasCookie = attributes.Any(attribute => CookieOf(attribute) != 0),
            }
            : null;
    }

    // Describes methods that are not ordinary methods in the source, such as local functions.
    private static string? Describe(MethodDesc method)
    {
        int mark = method.Name.IndexOf(">g__", StringComparison.Ordinal);
        return mark > 0 ? $"the local function '{method.Name[(mark + 4)..].Split('|')[0]}'"
            : method.Name.StartsWith('<') ? "a lambda"
            : !method.IsSpecialName ? null
            : method.Name.StartsWith("op_", StringComparison.Ordinal) ? "an operator"
            : $"an accessor of '{method.Name[(method.Name.IndexOf('_') + 1)..]}'";
    }

    private static bool Check(MethodDesc method, ProgramKind kind, AttributeData[] attributes, SourceLocation? location, DiagnosticBag diagnostics)
    {
        if (!method.IsStatic)
        {
            diagnostics.Report(BpfDiagnostics.ProgramNotStatic, location, method.Name);
            return false;
        }

        if (method.GenericParameterCount > 0 || method.Module.Reader.GetTypeDefinition(method.Owner.Handle).GetGenericParameters().Count > 0)
        {
            diagnostics.Report(BpfDiagnostics.ProgramGeneric, location, method.Name);
            return false;
        }

        if (!method.HasBody)
        {
            diagnostics.Report(BpfDiagnostics.ProgramWithoutBody, location, method.Name);
            return false;
        }

        bool isGood = true;
        if (!IsReturnType(method.Signature.ReturnType))
        {
            diagnostics.Report(BpfDiagnostics.ProgramReturnType, location, method.Name);
            isGood = false;
        }
        else if (kind.Verdict.Fault(NameOf(method.Signature.ReturnType)) is { } fault)
        {
            diagnostics.Report(BpfDiagnostics.VerdictType, location, method.Name, kind.Verdict.Description, method.Signature.ReturnType.DisplayName, fault);
            isGood = false;
        }

        isGood &= CheckExceptionResult(method, kind, location, diagnostics);
        if (kind.Family == ProgramFamily.Uprobe)
        {
            isGood &= CheckProbes(method, kind, attributes, location, diagnostics);
        }

        return CheckParameters(method, kind, location, diagnostics) && isGood;
    }

    private static bool CheckExceptionResult(MethodDesc method, ProgramKind kind, SourceLocation? location, DiagnosticBag diagnostics)
    {
        if (ExceptionResult.Find(method) is not { } result)
        {
            return true;
        }

        if (!kind.Verdict.Allows(result.Number))
        {
            diagnostics.Report(BpfDiagnostics.VerdictOutOfRange, location, result.Number, method.Name, kind.Verdict.List());
            return false;
        }

        if (kind.Verdict.Fault(NameOf(result.Type)) is not null)
        {
            diagnostics.Report(BpfDiagnostics.ForeignVerdict, location, $"{result.Type.DisplayName} {result.Number}", method.Name, kind.Verdict.Description);
            return false;
        }

        return true;
    }

    private static bool CheckProbes(MethodDesc method, ProgramKind kind, AttributeData[] attributes, SourceLocation? location, DiagnosticBag diagnostics)
    {
        bool isGood = true;
        foreach (AttributeData attribute in attributes)
        {
            if (TargetOf(attribute) is { } target
                && !AttachTargetSyntax.TryParse(target, kind.Arguments == ProgramArguments.ReturnValue, out _, out string? reason))
            {
                diagnostics.Report(BpfDiagnostics.AttachTargetMalformed, location, target, reason!);
                isGood = false;
            }
        }

        if (ProbeAttributeRule.Violation([.. attributes.Select(Describe)]) is { } violation)
        {
            diagnostics.Report(BpfDiagnostics.ProbeAttributesDisagree, location, method.Name, violation);
            isGood = false;
        }

        return isGood;
    }

    private static ProbeAttribute Describe(AttributeData attribute)
        => new(TargetOf(attribute), attribute.Get("Single", false), attribute.Get("Sleepable", false), attribute.Get("AutoLoad", true), ProcessIdOf(attribute));

    private static bool CheckParameters(MethodDesc method, ProgramKind kind, SourceLocation? location, DiagnosticBag diagnostics)
    {
        bool isGood = true;
        int values = 0;
        for (int i = 0; i < method.Signature.ParameterTypes.Length; i++)
        {
            TypeDesc type = method.Signature.ParameterTypes[i];
            string name = method.ParameterNames[i];
            if (type is DefinedType defined && kind.Context.Length > 0 && defined.FullName == kind.Context)
            {
                if (i > 0)
                {
                    diagnostics.Report(BpfDiagnostics.ContextNotFirst, location, name);
                    isGood = false;
                }
            }
            else if (!CanRead(type, kind))
            {
                diagnostics.Report(BpfDiagnostics.ParameterUnreadable, location, name, type.DisplayName);
                isGood = false;
            }
            else
            {
                values++;
            }
        }

        int limit = kind.Arguments switch
        {
            ProgramArguments.FunctionArguments => MaximumFunctionArguments,
            ProgramArguments.UsdtArguments => MaximumUsdtArguments,
            ProgramArguments.None => 0,
            _ => 1,
        };
        if (isGood && values > limit)
        {
            diagnostics.Report(BpfDiagnostics.TooManyProbeArguments, location, values, limit);
            isGood = false;
        }

        return isGood;
    }

    private static bool CanRead(TypeDesc type, ProgramKind kind) => kind.Arguments switch
    {
        ProgramArguments.ContextStruct => type is ByRefType { Element: DefinedType { IsValueType: true } } or PointerType,
        ProgramArguments.None => false,
        _ => type is PointerType || (type is DefinedType defined && IsInteger(defined)),
    };

    private static bool IsInteger(DefinedType type) => type.IsEnum || type.Primitive is PrimitiveTypeCode.Boolean or PrimitiveTypeCode.Char
        or PrimitiveTypeCode.SByte or PrimitiveTypeCode.Byte or PrimitiveTypeCode.Int16 or PrimitiveTypeCode.UInt16
        or PrimitiveTypeCode.Int32 or PrimitiveTypeCode.UInt32 or PrimitiveTypeCode.Int64 or PrimitiveTypeCode.UInt64
        or PrimitiveTypeCode.IntPtr or PrimitiveTypeCode.UIntPtr;

    private static bool IsReturnType(TypeDesc type) => type is DefinedType
    {
        Primitive: PrimitiveTypeCode.Int32 or PrimitiveTypeCode.Boolean or PrimitiveTypeCode.Void,
    }
        or DefinedType { IsEnum: true, EnumUnderlyingType: DefinedType { Primitive: PrimitiveTypeCode.Int32 } };

    private static string NameOf(TypeDesc type) => type is DefinedType { Primitive: null } defined ? defined.FullName : type.DisplayName;

    private static string? TargetOf(AttributeData attribute) => attribute.Arguments.Length > 0 ? attribute.Arguments[0] as string : null;

    private static int ProcessIdOf(AttributeData attribute) => attribute.Get("ProcessId", AttachRecord.AllProcesses);

    private static ulong CookieOf(AttributeData attribute) => attribute.Get("Cookie", 0UL);

    private static AttachRecord[] RecordsOf(string program, AttributeData[] attributes)
        => attributes is [var only] && CookieOf(only) == 0 && ProcessIdOf(only) == AttachRecord.AllProcesses
            ? []
            : [.. attributes.Select(attribute => new AttachRecord(program, TargetOf(attribute) ?? "", CookieOf(attribute), ProcessIdOf(attribute)))];

    private static string SectionOf(ProgramKind kind, AttributeData attribute)
    {
        string section = kind.Section;
        if (attribute.Get("Single", false))
        {
            section += ".single";
        }

        if (attribute.Get("Sleepable", false))
        {
            section += ".s";
        }

        if (TargetOf(attribute) is { Length: > 0 } target)
        {
            // A tracepoint is written category:name in C#, as in tracing tools, but as two path segments in section names.
            section += "/" + (kind.ProgramType == "TRACEPOINT" ? target.Replace(':', '/') : target);
        }

        return attribute.Get("AutoLoad", true) ? section : "?" + section;
    }
}
