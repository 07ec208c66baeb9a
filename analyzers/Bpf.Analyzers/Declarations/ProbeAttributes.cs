using Bpf.Shared;
using Microsoft.CodeAnalysis;

namespace Bpf.Analyzers.Declarations;

/// <summary>What attributes of probes and perf events declare.</summary>
internal static class ProbeAttributes
{
    /// <summary>Returns what <see cref="ProbeAttributeRule"/> compares.</summary>
    public static ProbeAttribute Describe(AttributeData attribute)
    {
        string? target = attribute.ConstructorArguments.FirstOrDefault() switch
        {
            { Kind: TypedConstantKind.Primitive, Value: string text } => text,
            { Kind: TypedConstantKind.Enum } => EventOf(attribute, out _),
            _ => null,
        };
        return new(target, Get(attribute, "Single", false), Get(attribute, "Sleepable", false), Get(attribute, "AutoLoad", true),
            Get(attribute, "ProcessId", AttachRecord.AllProcesses));
    }

    /// <summary>Returns the target of a perf event; see <see cref="PerfEventDeclaration.TargetOf"/>.</summary>
    public static string? EventOf(AttributeData attribute, out string? fault)
        => PerfEventDeclaration.TargetOf(
            [.. attribute.ConstructorArguments.Select(static argument => argument.Type?.ToDisplayString() ?? "")],
            [.. attribute.ConstructorArguments.Select(static argument => argument.Kind == TypedConstantKind.Error ? null : argument.Value)],
            Get(attribute, "Frequency", 0U),
            Get(attribute, "Period", 0UL),
            out fault);

    private static T Get<T>(AttributeData attribute, string name, T missing)
        => attribute.NamedArguments.FirstOrDefault(argument => argument.Key == name).Value.Value is T value ? value : missing;
}
