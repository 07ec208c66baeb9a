namespace Bpf.Shared;

/// <summary>Rules for types whose memory kernel and user space share.</summary>
internal static class SharedMemory
{
    /// <summary>
    /// Finds a struct with automatic layout, either the type itself or one that it contains; null when there is none. User space would see other offsets.
    /// </summary>
    /// <param name="type">The type.</param>
    /// <param name="describe">Describes a struct; null for any other type.</param>
    public static T? FindAutomatic<T>(T type, Func<T, StructShape<T>?> describe)
        where T : class => Find(type, describe, static shape => shape.IsAutomatic);

    /// <summary>Finds a struct that the kernel manages (see <see cref="KernelFields"/>), either the type itself or one that it contains.</summary>
    /// <param name="type">The type.</param>
    /// <param name="describe">Describes a struct; null for any other type.</param>
    /// <returns>Null when there is none.</returns>
    public static T? FindKernelField<T>(T type, Func<T, StructShape<T>?> describe)
        where T : class => Find(type, describe, static shape => KernelFields.Is(shape.FullName));

    /// <summary>Returns the names of the structs in a type that the kernel manages, of the type itself as well.</summary>
    /// <param name="type">The type.</param>
    /// <param name="describe">Describes a struct; null for any other type.</param>
    public static IEnumerable<string> KernelFieldsIn<T>(T type, Func<T, StructShape<T>?> describe)
        where T : class => describe(type) is not { } shape ? []
            : KernelFields.Is(KernelFields.PlainName(shape.FullName)) ? [shape.FullName]
            : shape.Fields.SelectMany(field => KernelFieldsIn(field, describe));

    /// <summary>Finds a struct that refers to objects, either the type itself or one that it contains; null when there is none.</summary>
    /// <param name="type">The type.</param>
    /// <param name="describe">Describes a struct; null for any other type.</param>
    public static T? FindOwner<T>(T type, Func<T, StructShape<T>?> describe)
        where T : class => Find(type, describe, static shape => KernelFields.Owns(shape.FullName));

    /// <summary>Finds a list or tree, either the type itself or one that it contains, if a type has no lock for it.</summary>
    /// <param name="type">The type of a map value or a static field.</param>
    /// <param name="describe">Describes a struct; null for any other type.</param>
    /// <returns>Null when there is none, or a lock is there.</returns>
    public static T? FindUnlocked<T>(T type, Func<T, StructShape<T>?> describe)
        where T : class => Find(type, describe, static shape => shape.FullName == KernelFields.SpinLock) is not null ? null
            : Find(type, describe, static shape => CollectionRules.NodeOf(shape.FullName) is not null);

    /// <summary>Finds what the kernel does not support in a static field: a timer, or a lock that protects nothing that the kernel manages.</summary>
    /// <param name="type">The type of the field.</param>
    /// <param name="describe">Describes a struct; null for any other type.</param>
    /// <returns>Null when there is none.</returns>
    public static T? FindStaticFault<T>(T type, Func<T, StructShape<T>?> describe)
        where T : class => FindOwner(type, describe) is null ? FindKernelField(type, describe)
            : Find(type, describe, static shape => KernelFields.IsOfMap(shape.FullName));

    private static T? Find<T>(T type, Func<T, StructShape<T>?> describe, Func<StructShape<T>, bool> isFound)
        where T : class
        => describe(type) is not { } shape ? null
            : isFound(shape) ? type
            : shape.Fields.Select(field => Find(field, describe, isFound)).FirstOrDefault(static found => found is not null);
}
