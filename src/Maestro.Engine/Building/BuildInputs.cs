using Maestro.Engine.Model;

namespace Maestro.Engine.Building;

/// <summary>Makes sure that what an image is made from is there.</summary>
internal static class BuildInputs
{
    /// <exception cref="BuildInputException">It is not.</exception>
    public static void Require(ImageBuild build)
    {
        if (build is DockerfileBuild { Context: var context } && !Directory.Exists(context))
        {
            throw new BuildInputException($"There is no folder '{context}' to build from. A path starts from the folder of its file.");
        }

        if (!File.Exists(build.Input))
        {
            var what = build switch { ProjectBuild => "project", DockerfileBuild => "Dockerfile", _ => "archive" };
            throw new BuildInputException($"There is no {what} '{build.Input}'. A path starts from the folder of its file.");
        }
    }
}
