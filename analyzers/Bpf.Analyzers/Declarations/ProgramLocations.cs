using Bpf.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Bpf.Analyzers.Declarations;

/// <summary>Where faults of programs are reported.</summary>
internal static class ProgramLocations
{
    public static Location Of(ProgramFault fault, IMethodSymbol program, ProgramKind kind, BpfSymbols symbols, CancellationToken cancellation)
        => fault.Part switch
    {
        ProgramPart.Target when kind.Family == ProgramFamily.StructOps => program.Locations[0],
        ProgramPart.Target => Of(program.GetAttributes().Where(attribute => symbols.KindOf(attribute) == kind).ElementAt(fault.Index), cancellation)
            ?? program.Locations[0],
        ProgramPart.ExceptionResult => Of(DeclaredPrograms.ExceptionResultOf(program)!, cancellation) ?? program.Locations[0],
        ProgramPart.Parameter => program.Parameters[fault.Index].Locations[0],
        ProgramPart.Result when program.DeclaringSyntaxReferences[0].GetSyntax(cancellation) is MethodDeclarationSyntax declaration
            => declaration.ReturnType.GetLocation(),
        _ => program.Locations[0],
    };

    private static Location? Of(AttributeData attribute, CancellationToken cancellation)
        => attribute.ApplicationSyntaxReference?.GetSyntax(cancellation) is AttributeSyntax { ArgumentList: { } list } && list.Arguments.Count > 0
            ? list.Arguments[0].GetLocation()
            : null;
}
