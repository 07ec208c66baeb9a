using System.Collections.Immutable;
using System.Reflection.Metadata;
using Bpf.Compiler.Metadata;

namespace Bpf.Compiler.Discovery;

/// <summary>
/// The variables that have members in the skeleton of a class, and which of them are constants: the generator decided from the source and recorded it, see
/// <c>BpfSkeletonAttribute</c>. Empty for a class without a skeleton.
/// </summary>
internal sealed class SkeletonVariables
{
    private const string AttributeName = "Bpf.BpfSkeletonAttribute";

    private readonly DefinedType _type;
    private readonly Dictionary<string, bool> _constants = [];

    private SkeletonVariables(DefinedType type) => _type = type;

    /// <summary>The names of the skeleton's variables.</summary>
    public IEnumerable<string> Names => _constants.Keys;

    /// <summary>Reads the variables of the skeleton of a class.</summary>
    public static SkeletonVariables Of(DefinedType type)
    {
        SkeletonVariables variables = new(type);
        MetadataReader reader = type.Module.Reader;
        foreach (TypeDefinitionHandle handle in reader.TypeDefinitions)
        {
            if (reader.GetTypeDefinition(handle).GetCustomAttributes().Count > 0
                && type.TypeSystem.Define(type.Module, handle, TypeList.Empty).FindAttribute(AttributeName) is { } attribute
                && ReferenceEquals(attribute.Arguments[0], type))
            {
                variables.Add(attribute, "Constants", isConstant: true);
                variables.Add(attribute, "Variables", isConstant: false);
            }
        }

        return variables;
    }

    /// <summary>Returns true for a constant of the skeleton, false for a variable, and null for a field that the skeleton does not have.</summary>
    public bool? IsConstant(FieldDesc field)
        => ReferenceEquals(field.Owner, _type) && _constants.TryGetValue(GlobalData.NameOf(field), out bool isConstant) ? isConstant : null;

    private void Add(AttributeData attribute, string property, bool isConstant)
    {
        if (attribute.Named.GetValueOrDefault(property) is ImmutableArray<CustomAttributeTypedArgument<TypeDesc>> names)
        {
            foreach (CustomAttributeTypedArgument<TypeDesc> name in names)
            {
                _constants[(string)name.Value!] = isConstant;
            }
        }
    }
}
