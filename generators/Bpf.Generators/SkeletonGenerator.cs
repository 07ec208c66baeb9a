using Bpf.Generators.Gathering;
using Bpf.Generators.Model;
using Bpf.Generators.Writing;
using Bpf.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Bpf.Generators;

/// <summary>
/// Generates, for each class with <c>[BpfObject]</c>, the skeleton class through which user space opens, configures, loads and attaches the object.
/// Diagnostics are left to the analyzers.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class SkeletonGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        IncrementalValuesProvider<SkeletonModel> models = context.SyntaxProvider
            .ForAttributeWithMetadataName(AttributeNames.Object, static (node, _) => node is TypeDeclarationSyntax, SkeletonReader.Read)
            .WithTrackingName(TrackingNames.Gather)
            .Where(static model => model is not null)
            .Select(static (model, _) => model!)
            .WithTrackingName(TrackingNames.Models);

        context.RegisterSourceOutput(models, static (output, model) =>
            output.AddSource($"{model.ObjectName}Skeleton.g.cs", SkeletonWriter.Write(model)));
    }
}
