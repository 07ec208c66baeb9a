namespace Bpf.Generators.Model;

/// <summary>Everything that the source of a skeleton depends on.</summary>
/// <param name="Namespace">Namespace of the BPF class; null for the global namespace.</param>
/// <param name="Containers">Headers of the partial types around the BPF class, outermost first, for example <c>partial class Outer</c>.</param>
/// <param name="ClassName">Name of the BPF class.</param>
/// <param name="ClassReference">The fully qualified BPF class as source text.</param>
/// <param name="ObjectName">Name of the BPF object that the build embeds.</param>
/// <param name="Accessibility">Accessibility keyword of the skeleton.</param>
/// <param name="Programs">Programs in source order.</param>
/// <param name="Maps">Maps in source order.</param>
/// <param name="Globals">Global variables in source order.</param>
/// <param name="StructOps">Tables of functions for the kernel in source order.</param>
internal sealed record SkeletonModel(
    string? Namespace,
    EquatableArray<string> Containers,
    string ClassName,
    string ClassReference,
    string ObjectName,
    string Accessibility,
    EquatableArray<ProgramModel> Programs,
    EquatableArray<MapModel> Maps,
    EquatableArray<GlobalModel> Globals,
    EquatableArray<StructOpsModel> StructOps)
{
    /// <summary>Name of the generated class.</summary>
    public string SkeletonName => ClassName + "Skeleton";
}
