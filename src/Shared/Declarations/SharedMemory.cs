namespace Bpf.Shared;

/// <summary>Rules for types whose memory kernel and user space share.</summary>
internal static class SharedMemory
{
    // Structs of the vocabulary that the kernel manages, and supports only in map values.
    private static readonly string[] s_kernelFields = ["Bpf.BpfSpinLock", "Bpf.BpfTimer", "Bpf.BpfWorkQueue"];

    /// <summary>
    /// Finds a struct with automatic layout, either the type itself or one that it contains; null when there is none. User space would see other offsets.
    /// </summary>
    /// <param name="type">The type.</param>
    /// <param name="describe">Describes a struct; null for any other type.</param>
    public static T? FindAutomatic<T>(T type, Func<T, StructShape<T>?> describe)
        where T : class => Find(type, describe, static shape => shape.IsAutomatic);

    /// <summary>Finds a lock, timer or work queue, either the type itself or one that it contains; null when there is none.</summary>
    /// <param name="type">The type.</param>
    /// <param name="describe">Describes a struct; null for any other type.</param>
    public static T? FindKernelField<T>(T type, Func<T, StructShape<T>?> describe)
        where T : class => Find(type, describe, static shape => s_kernelFields.Contains(shape.FullName));

    private static T? Find<T>(T type, Func<T, StructShape<T>?> describe, Func<StructShape<T>, bool> isFound)
        where T : class
        => describe(type) is not { } shape ? null
            : isFound(shape) ? type
            : shape.Fields.Select(field => Find(field, describe, isFound)).FirstOrDefault(static found => found is not null);
}
