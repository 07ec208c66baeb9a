using Bpf.Analyzers.Declarations;
using Bpf.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Bpf.Analyzers.Kernel;

/// <summary>BPF0450 to BPF0454: compares classes with <c>[StructOps]</c> with the structs of the known kernels.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class StructOpsAnalyzer : DeclarationAnalyzer
{
    private static readonly DiagnosticDescriptor[] s_rules =
    [
        Descriptors.Of(BpfDiagnostics.StructOpsClass),
        Descriptors.Of(BpfDiagnostics.UnknownStructOps),
        Descriptors.Of(BpfDiagnostics.UnknownStructOpsMember),
        Descriptors.Of(BpfDiagnostics.StructOpsValue),
        Descriptors.Of(BpfDiagnostics.StructOpsResult),
    ];

    /// <summary>Creates the analyzer.</summary>
    public StructOpsAnalyzer() : base(s_rules)
    {
    }

    private protected override SymbolKind Kind => SymbolKind.NamedType;

    private protected override void Analyze(SymbolAnalysisContext context, BpfSymbols symbols)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        if (symbols.StructureOf(type) is not { } structure)
        {
            ReportStrayMembers(context, type, symbols);
            return;
        }

        ISymbol[] members = [.. type.GetMembers().Where(IsMember)];
        AttributeData attribute = BpfSymbols.AttributeOf(type, symbols.StructOpsAttribute)!;
        DeclaredStructOps table = new(type.Name, structure, attribute.NamedArguments.FirstOrDefault(static item => item.Key == "Name").Value.Value as string)
        {
            ClassFault = !symbols.IsObject(type.ContainingType) ? StructOpsRules.NotNested : !type.IsStatic ? StructOpsRules.NotStatic : null,
            Members = [.. members.Select(member => Describe(member, symbols))],
        };
        foreach (StructOpsFault fault in StructOpsRules.FaultsOf(table))
        {
            Location? place = fault.Member >= 0 ? members[fault.Member].Locations[0]
                : fault.Fault.Diagnostic == BpfDiagnostics.UnknownStructOps ? FirstArgumentOf(attribute, context.CancellationToken) : null;
            Report(context, fault.Fault, place ?? type.Locations[0]);
        }
    }

    private static Location? FirstArgumentOf(AttributeData attribute, CancellationToken cancellation)
        => (attribute.ApplicationSyntaxReference?.GetSyntax(cancellation) as AttributeSyntax)?.ArgumentList?.Arguments.FirstOrDefault()?.GetLocation();

    private static void ReportStrayMembers(SymbolAnalysisContext context, INamedTypeSymbol type, BpfSymbols symbols)
    {
        foreach (ISymbol member in type.GetMembers().Where(member => BpfSymbols.Has(member, symbols.StructOpsMemberAttribute)))
        {
            Report(context, new DeclarationFault(BpfDiagnostics.StructOpsClass, member.Name, StructOpsRules.Stray), member.Locations[0]);
        }
    }

    private static void Report(SymbolAnalysisContext context, DeclarationFault fault, Location location)
        => context.ReportDiagnostic(Diagnostic.Create(
            Array.Find(s_rules, candidate => candidate.Id == fault.Diagnostic.Id), location, fault.Arguments));

    private static bool IsMember(ISymbol member) => member is IMethodSymbol { MethodKind: MethodKind.Ordinary } or IFieldSymbol { IsImplicitlyDeclared: false };

    private static DeclaredStructOpsMember Describe(ISymbol member, BpfSymbols symbols)
    {
        ITypeSymbol type = member is IMethodSymbol method ? method.ReturnType : ((IFieldSymbol)member).Type;
        return new DeclaredStructOpsMember(
            member.Name, DeclaredPrograms.MemberOf(member, symbols), member is IMethodSymbol, DeclaredPrograms.Describe(type, RefKind.None, symbols))
        {
            IsReadOnly = member is not IFieldSymbol { IsConst: false, IsReadOnly: false },
            Value = (member as IFieldSymbol)?.ConstantValue switch
            {
                string text => text,
                ulong number => unchecked((long)number),
                IConvertible number => number.ToInt64(System.Globalization.CultureInfo.InvariantCulture),
                _ => null,
            },
            IsValueKnown = member is IFieldSymbol { IsConst: true },
        };
    }
}
