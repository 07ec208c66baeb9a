using System.Collections.Immutable;
using System.Reflection.Metadata;
using Bpf.Compiler.Metadata;
using Bpf.Shared;

namespace Bpf.Compiler.Discovery;

/// <summary>
/// The sections in which the skeleton of a class expects its variables: the generator decided them from the source and recorded them, see
/// <c>BpfSkeletonAttribute</c>. Empty for a class without a skeleton.
/// </summary>
internal sealed class SkeletonSections
{
    private const string AttributeName = "Bpf.BpfSkeletonAttribute";

    private readonly DefinedType _type;
    private readonly Dictionary<string, string> _sections = [];

    private SkeletonSections(DefinedType type) => _type = type;

    /// <summary>The names of the skeleton's variables.</summary>
    public IEnumerable<string> Names => _sections.Keys;

    /// <summary>Reads the sections of the skeleton of a class.</summary>
    public static SkeletonSections Of(DefinedType type)
    {
        SkeletonSections sections = new(type);
        MetadataReader reader = type.Module.Reader;
        foreach (TypeDefinitionHandle handle in reader.TypeDefinitions)
        {
            if (reader.GetTypeDefinition(handle).GetCustomAttributes().Count > 0
                && type.TypeSystem.Define(type.Module, handle, TypeList.Empty).FindAttribute(AttributeName) is { } attribute
                && ReferenceEquals(attribute.Arguments[0], type))
            {
                sections.Add(attribute, "Rodata", GlobalSections.ReadOnly);
                sections.Add(attribute, "Data", GlobalSections.Data);
                sections.Add(attribute, "Bss", GlobalSections.Bss);
            }
        }

        return sections;
    }

    /// <summary>The section of a field; null when the skeleton does not have it.</summary>
    public string? SectionOf(FieldDesc field) => ReferenceEquals(field.Owner, _type) ? _sections.GetValueOrDefault(GlobalData.NameOf(field)) : null;

    private void Add(AttributeData attribute, string property, string section)
    {
        if (attribute.Named.GetValueOrDefault(property) is ImmutableArray<CustomAttributeTypedArgument<TypeDesc>> names)
        {
            foreach (CustomAttributeTypedArgument<TypeDesc> name in names)
            {
                _sections[(string)name.Value!] = section;
            }
        }
    }
}
