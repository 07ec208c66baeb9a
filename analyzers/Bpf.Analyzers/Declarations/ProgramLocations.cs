using Bpf.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Bpf.Analyzers.Declarations;

/// <summary>Where faults of programs are reported.</summary>
internal static class ProgramLocations
{
    public static Location Of(ProgramFault fault, IMethodSymbol program, CancellationToken cancellation) => fault.Part switch
    {
        ProgramPart.Parameter => program.Parameters[fault.Parameter].Locations[0],
        ProgramPart.Result when program.DeclaringSyntaxReferences[0].GetSyntax(cancellation) is MethodDeclarationSyntax declaration
            => declaration.ReturnType.GetLocation(),
        _ => program.Locations[0],
    };
}
