namespace Maestro.Docs.Tests.Code;

/// <summary>What a build with Cake.Frosting uses of it, in its shape.</summary>
internal static class FrostingShape
{
    public const string Text = """
        namespace Cake.Frosting
        {
            public interface IFrostingTask { }

            public abstract class FrostingTask<T> : IFrostingTask where T : global::Cake.Core.ICakeContext
            {
                public virtual void Run(T context) { }
            }

            public abstract class FrostingContext(global::Cake.Core.ICakeContext context) : global::Cake.Core.CakeContextAdapter(context);

            [System.AttributeUsage(System.AttributeTargets.Class, AllowMultiple = true)]
            public sealed class IsDependentOnAttribute(System.Type task) : System.Attribute
            {
                public System.Type Task { get; } = task;
            }
        }

        public sealed class BuildContext(global::Cake.Core.ICakeContext context) : Cake.Frosting.FrostingContext(context)
        {
            public string Stage { get; } = "test";
        }

        """;
}
