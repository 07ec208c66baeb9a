namespace Bpf.Objects.Btf;

/// <summary>Naming rules of BTF types.</summary>
internal static class BtfNames
{
    /// <summary>
    /// Returns a name without its flavor: the text before the last "___" that has another character on both sides. "task_struct___v2" is a flavor of
    /// "task_struct".
    /// </summary>
    public static ReadOnlySpan<byte> Essential(ReadOnlySpan<byte> name)
    {
        if (name.IndexOf("___"u8) < 0)
        {
            return name;
        }

        for (int i = name.Length - 5; i >= 0; i--)
        {
            if (name[i] != '_' && name[i + 1] == '_' && name[i + 2] == '_' && name[i + 3] == '_' && name[i + 4] != '_')
            {
                return name[..(i + 1)];
            }
        }

        return name;
    }

    public static uint Hash(ReadOnlySpan<byte> name)
    {
        uint hash = 2166136261; // FNV-1a
        foreach (byte value in name)
        {
            hash = (hash ^ value) * 16777619;
        }

        return hash ^ hash >> 15;
    }
}
