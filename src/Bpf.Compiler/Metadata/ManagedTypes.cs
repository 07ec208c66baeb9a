using Bpf.Shared;

namespace Bpf.Compiler.Metadata;

/// <summary>The structs of the vocabulary that the kernel manages (<see cref="KernelFields"/>), as types of fields.</summary>
internal static class ManagedTypes
{
    /// <summary>Returns the BTF tag of a reference to an object; null for other types.</summary>
    public static string? TagOf(TypeDesc type) => type is not DefinedType { Module.IsVocabulary: true } defined ? null : defined.FullName switch
    {
        "Bpf.BpfKptr`1" => "kptr",
        "Bpf.BpfUntrustedKptr`1" => "kptr_untrusted",
        _ => null,
    };

    /// <summary>Returns a list or tree as a type; null for other types.</summary>
    public static DefinedType? CollectionOf(TypeDesc type)
        => type is DefinedType { Module.IsVocabulary: true } defined && CollectionRules.NodeOf(defined.FullName) is not null ? defined : null;

    /// <summary>Finds the field by which a list or tree links its objects.</summary>
    /// <param name="collection">The type of the list or tree.</param>
    /// <param name="holder">The field that holds it; null when it is not known.</param>
    /// <exception cref="CompilationException">No field fits, or several do.</exception>
    public static FieldDesc NodeOf(DefinedType collection, FieldDesc? holder)
    {
        if (collection.Arguments[0] is not DefinedType { IsValueType: true, IsEnum: false, Primitive: null } item || KernelTypes.Find(item) is not null)
        {
            throw new CompilationException(BpfDiagnostics.CollectionNode, holder?.Name ?? collection.DisplayName,
                $"'{collection.Arguments[0].DisplayName}' is not a struct of the program");
        }

        string? named = (string?)holder?.FindAttribute(AttributeNames.Node)?.Arguments[0];
        (string? field, DeclarationFault? fault) = CollectionRules.FieldOf(holder?.Name ?? collection.DisplayName,
            CollectionRules.NodeOf(collection.FullName)!, item.DisplayName, named,
            item.InstanceFields.Select(static field => (field.Name, NameOf(field.Type))));
        return fault is null ? item.InstanceFields.First(candidate => candidate.Name == field)
            : throw new CompilationException(fault.Diagnostic, fault.Arguments);
    }

    /// <summary>Returns the numbers and pointers in an object that belong to the program, as offset and size, in order.</summary>
    public static IEnumerable<(int Offset, int Size)> ScalarsOf(TypeDesc type)
    {
        if (type is not DefinedType { IsValueType: true, IsEnum: false, Primitive: null } structure)
        {
            return [(0, LayoutEngine.SizeOf(type))];
        }

        StructLayout layout = structure.Layout;
        return structure.Module.IsVocabulary && KernelFields.Is(KernelFields.PlainName(structure.FullName)) ? []
            : layout.Fields.OrderBy(static place => place.Offset).SelectMany(place => Enumerable.Range(0, layout.Repeat)
                .SelectMany(index => ScalarsOf(place.Field.Type)
                    .Select(scalar => (scalar.Offset + place.Offset + (index * LayoutEngine.SizeOf(place.Field.Type)), scalar.Size))));
    }

    private static string NameOf(TypeDesc type) => type is DefinedType { Module.IsVocabulary: true } defined ? defined.FullName : "";
}
