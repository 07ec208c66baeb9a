using Bpf.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Bpf.Generators.HotReload;

/// <summary>
/// Hot reload changes methods of a running process, but not the object that it has loaded into the kernel: a changed probe would only seem to be applied. For
/// each BPF object this generator emits an enum with a value derived from the source of the class. Hot reload cannot change an enum, so it requests a restart.
/// Only debug builds can be hot reloaded, and only they get the enum.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class RestartGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        IncrementalValueProvider<bool> isDebug = context.CompilationProvider
            .Select(static (compilation, _) => compilation.Options.OptimizationLevel == OptimizationLevel.Debug);
        IncrementalValuesProvider<RestartMarker> markers = context.SyntaxProvider
            .ForAttributeWithMetadataName(AttributeNames.Object, static (node, _) => node is TypeDeclarationSyntax, RestartMarker.Read)
            .Combine(isDebug)
            .Where(static pair => pair.Right && pair.Left is not null)
            .Select(static (pair, _) => pair.Left!);

        context.RegisterSourceOutput(markers, static (output, marker) => output.AddSource($"{marker.ObjectName}.Restart.g.cs", marker.Source));
    }
}
