using Bpf.Analyzers.Maps;
using Bpf.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Bpf.Analyzers.Declarations;

/// <summary>BPF0007 and BPF0008: checks that names of programs and maps are unique in their object and short enough for the kernel.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ObjectNamesAnalyzer : DeclarationAnalyzer
{
    private static readonly DiagnosticDescriptor s_usedTwice = Descriptors.Of(BpfDiagnostics.NameUsedTwice);
    private static readonly DiagnosticDescriptor s_tooLong = Descriptors.Of(BpfDiagnostics.NameTooLong);

    /// <summary>Creates the analyzer.</summary>
    public ObjectNamesAnalyzer() : base(s_usedTwice, s_tooLong)
    {
    }

    private protected override SymbolKind Kind => SymbolKind.NamedType;

    private protected override void Analyze(SymbolAnalysisContext context, BpfSymbols symbols)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        if (!symbols.IsObject(type))
        {
            return;
        }

        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (ISymbol member in type.GetMembers())
        {
            if (NameOf(member, symbols) is not { } name)
            {
                continue;
            }

            if (!names.Add(name))
            {
                context.ReportDiagnostic(Diagnostic.Create(s_usedTwice, member.Locations[0], name));
            }
            else if (name.Length > KernelLimits.NameLength)
            {
                context.ReportDiagnostic(Diagnostic.Create(s_tooLong, member.Locations[0], name, name.Substring(0, KernelLimits.NameLength)));
            }
        }
    }

    private static string? NameOf(ISymbol member, BpfSymbols symbols) => member switch
    {
        IMethodSymbol method when symbols.IsProgram(method) => method.Name,
        IFieldSymbol field when symbols.MapAttributeOf(field) is { } attribute => DeclaredMap.NameOf(new MapArguments(attribute).Name, field.Name),
        _ => null,
    };
}
