namespace Bpf.Compiler.Metadata;

/// <summary>Finds the method that a call through a type parameter or interface reaches once the type is known.</summary>
internal static class VirtualMethods
{
    /// <summary>Returns the implementation of a method in a type; null when the type does not determine it.</summary>
    public static MethodDesc? Resolve(MethodDesc declaration, TypeDesc type)
    {
        if (type is not DefinedType defined)
        {
            return null;
        }

        if (!declaration.Owner.IsInterface)
        {
            return FindOverride(declaration, defined);
        }

        foreach ((MethodDesc body, MethodDesc implemented) in defined.MethodImplementations)
        {
            if (implemented.Handle == declaration.Handle && ReferenceEquals(implemented.Owner, declaration.Owner))
            {
                return WithArguments(body, declaration);
            }
        }

        MethodDesc? method = defined.Methods.FirstOrDefault(candidate => IsSameShape(candidate, declaration));
        if (method is not null)
        {
            return WithArguments(method, declaration);
        }

        return declaration.IsAbstract ? null : declaration;
    }

    // A struct that does not override a method of object or ValueType would require boxing.
    private static MethodDesc? FindOverride(MethodDesc declaration, DefinedType type)
        => ReferenceEquals(declaration.Owner, type) ? declaration : type.Methods.FirstOrDefault(candidate => IsSameShape(candidate, declaration));

    private static bool IsSameShape(MethodDesc candidate, MethodDesc declaration)
    {
        if (candidate.Name != declaration.Name || candidate.IsStatic != declaration.IsStatic
            || candidate.GenericParameterCount != declaration.GenericParameterCount)
        {
            return false;
        }

        MethodDesc instantiated = WithArguments(candidate, declaration);
        return ReferenceEquals(instantiated.Signature.ReturnType, declaration.Signature.ReturnType)
            && instantiated.Signature.ParameterTypes.AsSpan().SequenceEqual(declaration.Signature.ParameterTypes.AsSpan());
    }

    private static MethodDesc WithArguments(MethodDesc method, MethodDesc declaration)
        => declaration.Arguments.Count == 0 ? method : method.Owner.TypeSystem.Method(method.Owner, method.Handle, declaration.Arguments);
}
