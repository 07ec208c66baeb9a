using System.Collections.Immutable;
using System.Reflection.Metadata;

namespace Bpf.Compiler.Metadata;

/// <summary>Finds the definition that a member reference refers to.</summary>
internal static class MemberMatcher
{
    public static MethodDesc FindMethod(MetadataModule module, MemberReferenceHandle handle, GenericContext context)
    {
        MemberReference reference = module.Reader.GetMemberReference(handle);
        string name = module.Reader.GetString(reference.Name);
        DefinedType owner = OwnerOf(module, reference, context, name);
        MethodSignature<TypeDesc> wanted = reference.DecodeMethodSignature(module.Signatures, default);
        if (wanted.Header.CallingConvention == SignatureCallingConvention.VarArgs)
        {
            throw new CompilationException(Shared.BpfDiagnostics.NoImplementation, $"{owner.DisplayName}.{name}", "it takes a variable number of arguments");
        }

        for (DefinedType? type = owner; type is not null; type = type.BaseType as DefinedType)
        {
            foreach (MethodDesc method in type.Methods)
            {
                if (method.Name == name && Matches(method, wanted))
                {
                    return method;
                }
            }
        }

        throw new MetadataException($"method '{owner.FullName}.{name}' was not found in assembly '{owner.Module.Name}'");
    }

    public static FieldDesc FindField(MetadataModule module, MemberReferenceHandle handle, GenericContext context)
    {
        MemberReference reference = module.Reader.GetMemberReference(handle);
        string name = module.Reader.GetString(reference.Name);
        DefinedType owner = OwnerOf(module, reference, context, name);
        return owner.Fields.FirstOrDefault(field => field.Name == name)
            ?? throw new MetadataException($"field '{owner.FullName}.{name}' was not found in assembly '{owner.Module.Name}'");
    }

    // Compared with the type parameters left open on both sides, so that only one overload can fit.
    private static bool Matches(MethodDesc candidate, MethodSignature<TypeDesc> wanted)
    {
        if (candidate.GenericParameterCount != wanted.GenericParameterCount || candidate.IsStatic == wanted.Header.IsInstance)
        {
            return false;
        }

        MethodDefinition definition = candidate.Module.Reader.GetMethodDefinition(candidate.Handle);
        MethodSignature<TypeDesc> signature = definition.DecodeSignature(candidate.Module.Signatures, default);
        ImmutableArray<TypeDesc> parameters = signature.ParameterTypes;
        return ReferenceEquals(signature.ReturnType, wanted.ReturnType) && parameters.AsSpan().SequenceEqual(wanted.ParameterTypes.AsSpan());
    }

    private static DefinedType OwnerOf(MetadataModule module, MemberReference reference, GenericContext context, string name)
    {
        if (reference.Parent.Kind == HandleKind.MethodDefinition)
        {
            return (DefinedType)module.ResolveType(module.Reader.GetMethodDefinition((MethodDefinitionHandle)reference.Parent).GetDeclaringType(), context);
        }

        return module.ResolveType(reference.Parent, context) as DefinedType
            ?? throw new MetadataException($"'{name}' belongs to a type that has no definition");
    }
}
